import { expect, it } from "vitest";
import { matchRoute } from "../../../../../src/local/services/apigatewayv2/match-route.ts";

const routes = [
  "GET /pets/dog/1",
  "GET /pets/dog/{id}",
  "GET /pets/{proxy+}",
  "ANY /{proxy+}",
  "$default",
].map((RouteKey) => ({ RouteKey }));

// The table of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
it.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1", {}],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
  ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
  ["POST", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
])("%s %s goes to %s", (method, path, key, parameters) => {
  const matched = matchRoute(routes, method, path);
  expect([matched?.route.RouteKey, matched?.pathParameters]).toEqual([key, parameters]);
});

it("falls back to the default route", () => {
  expect(matchRoute([{ RouteKey: "GET /a" }, { RouteKey: "$default" }], "GET", "/b")?.route.RouteKey).toBe(
    "$default",
  );
});

it("finds nothing where nothing fits", () => {
  expect(matchRoute([{ RouteKey: "GET /a" }], "POST", "/a")).toBeNull();
});
