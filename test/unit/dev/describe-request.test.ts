import { describe, expect, test } from "vitest";
import { changesUsers, describeRequest, type RawRequest } from "../../../src/dev/describe-request.ts";

const request = (more: Partial<RawRequest>): RawRequest => ({
  method: "POST",
  path: "/",
  headers: {},
  body: null,
  ...more,
});
const graphql = (body: unknown) =>
  describeRequest(request({ path: "/graphql/abc", body: Buffer.from(JSON.stringify(body)) }));

describe("requests of clients", () => {
  test.each([
    [{ query: "query A { a } query B { b }", operationName: "B" }, "B"],
    [{ query: "mutation CreateNote($i: I!) { createNote(input: $i) { id } }" }, "CreateNote"],
    [{ query: "{ alias: getNote(id: 1) { id } }" }, "getNote"],
    [{ query: "mutation ($i: I!) { createNote(input: $i) { id } }" }, "createNote"],
    ["not GraphQL", "GraphQL"],
  ])("%j is called %s", (body, name) => {
    expect(graphql(body)).toEqual({ kind: "graphql", name });
  });

  test("HTTP APIs by path and by host, and signing in", () => {
    expect(describeRequest(request({ path: "/_http/a1/pay/1" }))).toEqual({
      kind: "http",
      name: "POST /pay/1",
    });
    const headers = { host: "a1.execute-api.localhost:4510" };
    expect(describeRequest(request({ method: "GET", path: "/x", headers }))?.name).toBe("GET /x");
    const target = { "x-amz-target": "AWSCognitoIdentityProviderService.SignUp" };
    expect(describeRequest(request({ headers: target }))).toEqual({ kind: "sign-in", name: "SignUp" });
  });
});

test("what no client of the project asks is left out", () => {
  const targets = ["AWSCognitoIdentityProviderService.ListUsers", "DynamoDB_20120810.Query"];
  for (const target of targets) {
    expect(describeRequest(request({ headers: { "x-amz-target": target } }))).toBeNull();
  }
  expect(describeRequest(request({ method: "OPTIONS", path: "/graphql/abc" }))).toBeNull();
});

test.each([
  ["SignUp", true],
  ["AdminCreateUser", true],
  ["AdminConfirmSignUp", true],
  ["AdminDeleteUser", true],
  ["AdminSetUserPassword", true],
  ["AdminGetUser", false],
  ["AdminListGroupsForUser", false],
  ["ListUsers", false],
  ["DescribeUserPool", false],
])("%s may change users: %s", (operation, expected) => {
  const headers = { "x-amz-target": `AWSCognitoIdentityProviderService.${operation}` };
  expect(changesUsers(request({ headers }))).toBe(expected);
});
