import { AwsV4Signer } from "aws4fetch";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../../../../src/local/protocols/http-message.ts";
import { verifySignature } from "../../../../src/local/signing/verify-signature.ts";

const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey };
const secretOf = (key: string, token: string | null) =>
  key === "AKIDEXAMPLE" && (token === null || token === "token") ? secretAccessKey : null;
const datetime = "20150830T123600Z";
const now = Date.UTC(2015, 7, 30, 12, 36, 0);

interface Asked {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signQuery: boolean;
  readonly sessionToken?: string | undefined;
}

/** The request as a server reads it, signed by a library that is not ours. */
async function signed({
  service,
  method,
  path,
  query,
  headers,
  body,
  signQuery,
  sessionToken,
}: Asked): Promise<HttpRequest> {
  const url = new URL(`http://localhost:4510${path}`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  if (signQuery && !url.searchParams.has("X-Amz-Expires")) url.searchParams.append("X-Amz-Expires", "60");
  const signer = new AwsV4Signer({
    ...credentials,
    ...(sessionToken !== undefined && { sessionToken }),
    region: "eu-west-1",
    service,
    datetime,
    method,
    url: url.toString(),
    headers,
    ...(method !== "GET" && { body }),
    signQuery,
  });
  const result = await signer.sign();
  // SDKs write a space as %20; `+` is how forms have it.
  const sent = new URL(result.url.toString().replaceAll("+", "%20"));
  const read: Record<string, string> = { host: sent.host };
  for (const [name, value] of result.headers as Headers) read[name] = value;
  return {
    method,
    path: sent.pathname,
    queryString: sent.search.slice(1),
    query: sent.searchParams,
    headers: read,
    body: method === "GET" ? Buffer.alloc(0) : Buffer.from(body),
  } as unknown as HttpRequest;
}

const letters = fc.string({ unit: fc.constantFrom(..."aB0-_.~ +*'()é/%&=?#"), maxLength: 8 });
/** That signer reads `+` and an encoded `/` in a path otherwise than S3 does. */
const segment = fc
  .string({ unit: fc.constantFrom(..."aB0-_.~ *'()é%&=?#"), minLength: 1, maxLength: 8 })
  .filter((part) => part !== "." && part !== "..");
const asked = fc.record({
  service: fc.constantFrom("s3", "dynamodb", "lambda"),
  method: fc.constantFrom("GET", "PUT", "POST", "DELETE"),
  path: fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.map(encodeURIComponent).join("/")}`),
  query: fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "list-type", "A", "x y"), letters), {
    maxLength: 4,
    // That signer leaves all but one of the same name out for S3.
    selector: ([name]) => name,
  }),
  headers: fc.record(
    { "x-amz-meta-note": fc.constantFrom("a", "a  b", "ü"), "x-amz-target": fc.constant("T.Op") },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, string>>,
  body: fc.string({ maxLength: 40 }),
  signQuery: fc.boolean(),
  sessionToken: fc.option(fc.constant("token"), { nil: undefined }),
});

describe("signatures", () => {
  test("of an independent signer are taken, whatever the request is made of", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (each) => {
        const found = verifySignature(await signed(each), secretOf, now);
        expect(found).toMatchObject({
          accessKeyId: "AKIDEXAMPLE",
          region: "eu-west-1",
          service: each.service,
        });
      }),
      { numRuns: 300 },
    );
  });

  test("do not stand for a request that was changed", async () => {
    const changes: ((request: HttpRequest) => HttpRequest)[] = [
      (request) => ({ ...request, method: request.method === "GET" ? "HEAD" : "GET" }),
      (request) => ({ ...request, path: `${request.path}x` }),
      (request) => ({ ...request, queryString: `${request.queryString}&z=1` }),
      (request) => ({ ...request, headers: { ...request.headers, host: "localhost:4511" } }),
    ];
    await fc.assert(
      fc.asyncProperty(asked, fc.nat(changes.length - 1), async (each, which) => {
        const change = changes[which] as (typeof changes)[number];
        const request = await signed(each);
        expect(() => verifySignature(change(request), secretOf, now)).toThrow(/does not match/);
      }),
      { numRuns: 200 },
    );
  });

  const one: Asked = {
    service: "dynamodb",
    method: "POST",
    path: "/",
    query: [],
    headers: {},
    body: "{}",
    signQuery: false,
  };

  test("do not stand for another body, key or token", async () => {
    const request = await signed(one);
    expect(() => verifySignature({ ...request, body: Buffer.from("{ }") }, secretOf, now)).toThrow(/match/);
    expect(() => verifySignature(request, () => "another secret", now)).toThrow(/does not match/);
    expect(() => verifySignature(request, () => null, now)).toThrow(
      /security token included in the request is invalid/,
    );
    const stranger = await signed({ ...one, sessionToken: "stolen" });
    expect(() => verifySignature(stranger, secretOf, now)).toThrow(/invalid/);
  });

  test("stand for a quarter of an hour, presigned ones for as long as they say", async () => {
    const minutes = (count: number) => now + count * 60_000;
    const request = await signed(one);
    for (const at of [minutes(-14), minutes(14)])
      expect(verifySignature(request, secretOf, at)).not.toBeNull();
    for (const at of [minutes(-16), minutes(16)])
      expect(() => verifySignature(request, secretOf, at)).toThrow(/too large/);
    const address = await signed({
      ...one,
      service: "s3",
      method: "GET",
      query: [["X-Amz-Expires", "3600"]],
      signQuery: true,
    });
    expect(verifySignature(address, secretOf, minutes(59))).not.toBeNull();
    expect(() => verifySignature(address, secretOf, minutes(61))).toThrow("Request has expired");
  });

  test("that are none, or only half, are told apart", () => {
    const bare = {
      method: "GET",
      path: "/",
      queryString: "",
      query: new URLSearchParams(),
      headers: {},
      body: null,
    };
    const asking = (more: object) =>
      verifySignature({ ...bare, ...more } as unknown as HttpRequest, secretOf, now);
    expect(asking({})).toBeNull();
    expect(asking({ headers: { authorization: "Bearer x" } })).toBeNull();
    expect(() => asking({ headers: { authorization: "AWS4-HMAC-SHA256 Credential=a" } })).toThrow(
      /requires 'Credential'/,
    );
    const header = "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=00";
    expect(() => asking({ headers: { authorization: header } })).toThrow(/X-Amz-Date/);
    expect(() => asking({ headers: { authorization: header, "x-amz-date": datetime } })).toThrow(
      /must be of the form/,
    );
    const query = new URLSearchParams({ "X-Amz-Algorithm": "AWS4-HMAC-SHA256", "X-Amz-Expires": "604801" });
    expect(() => asking({ query })).toThrow(/between 1 and 604800/);
  });
});
