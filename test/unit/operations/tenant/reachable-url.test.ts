import { expect, test } from "vitest";
import { reachableUrl } from "../../../../src/operations/tenant/reachable-url.ts";

test.each([
  ["http://localhost:4510/graphql/abc", "http://localhost:36313", "http://localhost:36313/graphql/abc"],
  ["http://localhost:4510/graphql/abc", null, "http://localhost:4510/graphql/abc"],
  [
    "https://abc.appsync-api.eu-west-1.amazonaws.com/graphql",
    null,
    "https://abc.appsync-api.eu-west-1.amazonaws.com/graphql",
  ],
])("%s of a cloud at %s", (url, endpoint, reachable) => {
  expect(reachableUrl(url, endpoint)).toBe(reachable);
});
