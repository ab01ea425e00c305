import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { createApi, type TestApi } from "./api.ts";

const schema = `
  type Query { open: String @aws_api_key @aws_oidc  signed: String @aws_iam  token: AWSJSON @aws_oidc }
`;
const { settings } = target();
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
let api: TestApi;
let server: Server;
let issuer = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }];
    response.end(JSON.stringify(request.url?.endsWith("jwks") ? { keys } : { jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = await createApi(settings, schema, {
    additionalAuthenticationProviders: [
      { authenticationType: "AWS_IAM" },
      { authenticationType: "OPENID_CONNECT", openIDConnectConfig: { issuer, clientId: "app" } },
    ],
  });
  const code = (value: string) =>
    `export function request(ctx) { return { payload: ${value} }; } export function response(ctx) { return ctx.result; }`;
  await api.resolver("Query", "open", "nothing", code('"open"'));
  await api.resolver("Query", "signed", "nothing", code("ctx.identity.userArn"));
  await api.resolver("Query", "token", "nothing", code("ctx.identity"));
});
afterAll(() => server.close());

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
function token(claims: object = {}, header: object = {}): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const text = `${part({ alg: "RS256", kid: "k1", ...header })}.${part({ iss: issuer, sub: "jane", aud: "app", exp, ...claims })}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64url")}`;
}

describe("tokens of an issuer", () => {
  it("are let in, with their claims", async () => {
    const { data } = await api.query("{ token open }", {}, { authorization: token() });
    expect(data?.["open"]).toBe("open");
    expect(JSON.parse(String(data?.["token"]))).toMatchObject({
      sub: "jane",
      issuer,
      claims: { aud: "app" },
    });
  });
  it("may follow Bearer", async () => {
    expect((await api.query("{ open }", {}, { authorization: `Bearer ${token()}` })).status).toBe(200);
  });
  it.each([
    ["expired", () => token({ exp: 1 }), "Token has expired."],
    ["of another client", () => token({ aud: "other" }), "You are not authorized to make this call."],
    [
      "of another issuer",
      () => token({ iss: "http://127.0.0.1:1" }),
      "You are not authorized to make this call.",
    ],
    [
      "forged",
      () => `${token().slice(0, -20)}${"A".repeat(20)}`,
      "You are not authorized to make this call.",
    ],
    ["unsigned", () => token({}, { alg: "none" }), "You are not authorized to make this call."],
    ["of an unknown key", () => token({}, { kid: "k2" }), "You are not authorized to make this call."],
  ])("are refused when %s", async (_what, make, message) => {
    const { status, errors } = await api.query("{ open }", {}, { authorization: make() });
    expect([status, errors]).toEqual([401, [{ errorType: "UnauthorizedException", message }]]);
  });
});

describe("signatures", () => {
  const ask = async (secretAccessKey: string, query: string) => {
    const { accessKeyId } = settings.credentials ?? { accessKeyId: "" };
    const client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      service: "appsync",
      region: settings.region,
    });
    const headers = { "content-type": "application/json" };
    const response = await client.fetch(api.url, {
      method: "POST",
      headers,
      body: JSON.stringify({ query }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  it("are verified", async () => {
    const { body } = await ask(settings.credentials?.secretAccessKey ?? "", "{ signed }");
    expect(body).toEqual({ data: { signed: expect.stringContaining("arn:aws:iam::") } });
  });
  it("are refused when wrong", async () => {
    expect((await ask("wrong", "{ signed }")).status).toBe(403);
  });
  it("do not open fields of other modes", async () => {
    const { body } = await ask(settings.credentials?.secretAccessKey ?? "", "{ open }");
    expect(body).toMatchObject({ data: { open: null }, errors: [{ errorType: "Unauthorized" }] });
  });
});
