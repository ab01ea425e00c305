import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteApiCommand,
  GetApiCommand,
  GetRoutesCommand,
  UpdateApiCommand,
} from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
let client: ApiGatewayV2Client;
let ApiId = "";
let url = "";
let IntegrationId = "";
beforeAll(async () => {
  client = new ApiGatewayV2Client(settings);
  const api = await client.send(
    new CreateApiCommand({
      Name: "shop",
      ProtocolType: "HTTP",
      CorsConfiguration: {
        AllowOrigins: ["*"],
        AllowMethods: ["*"],
        AllowHeaders: ["authorization"],
        MaxAge: 60,
      },
    }),
  );
  ApiId = api.ApiId ?? "";
  url = api.ApiEndpoint ?? "";
  await client.send(new CreateStageCommand({ ApiId, StageName: "$default", AutoDeploy: true }));
  const integration = await client.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: "AWS_PROXY",
      IntegrationUri: "arn:aws:lambda:eu-west-1:000000000000:function:absent",
      PayloadFormatVersion: "2.0",
    }),
  );
  IntegrationId = integration.IntegrationId ?? "";
  const { AuthorizerId } = await client.send(
    new CreateAuthorizerCommand({
      ApiId,
      Name: "pool",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: {
        Issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_absent",
        Audience: ["app"],
      },
    }),
  );
  const Target = `integrations/${IntegrationId}`;
  await client.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /open/{id}", Target }));
  await client.send(
    new CreateRouteCommand({
      ApiId,
      RouteKey: "GET /closed",
      Target,
      AuthorizationType: "JWT",
      AuthorizerId,
    }),
  );
});
afterAll(() => client.send(new DeleteApiCommand({ ApiId })));

describe("HTTP APIs", () => {
  it("have an endpoint", async () => {
    expect((await client.send(new GetApiCommand({ ApiId }))).ApiEndpoint).toBe(url);
  });
  it("list their routes", async () => {
    const { Items } = await client.send(new GetRoutesCommand({ ApiId }));
    expect(Items?.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(["GET /closed", "GET /open/{id}"]);
  });
  it("change", async () => {
    expect((await client.send(new UpdateApiCommand({ ApiId, Description: "d" }))).Description).toBe("d");
  });
  it("refuse a route twice", async () => {
    const again = client.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /closed" }));
    await expect(again).rejects.toMatchObject({ name: "ConflictException" });
  });
  it("refuse malformed routes", async () => {
    const wrong = client.send(new CreateRouteCommand({ ApiId, RouteKey: "FETCH me" }));
    await expect(wrong).rejects.toMatchObject({ name: "BadRequestException" });
  });
  it("are not found where they are not", async () => {
    await expect(client.send(new GetApiCommand({ ApiId: "absent" }))).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });
  it.each(["/nothing", "/open", "/open/a/b"])("answer 404 for %s", async (path) => {
    const response = await fetch(`${url}${path}`);
    expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
  });
  it("answer 401 without a token", async () => {
    const response = await fetch(`${url}/closed`);
    expect([response.status, await response.json()]).toEqual([401, { message: "Unauthorized" }]);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });
  it("answer 401 with a reason for tokens that are none", async () => {
    const response = await fetch(`${url}/closed`, { headers: { authorization: "Bearer x" } });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });
  it("answer 500 where the function cannot be called", async () => {
    const response = await fetch(`${url}/open/1`);
    expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
  });
  it("answer browsers that ask first", async () => {
    const response = await fetch(`${url}/closed`, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-method": "GET" },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-max-age")).toBe("60");
  });
});
