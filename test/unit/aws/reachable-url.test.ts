import { expect, test } from "vitest";
import { reachableUrl } from "../../../src/aws/reachable-url.ts";

test.each([
  ["http://localhost:4510/graphql/abc", "http://localhost:36313", "http://localhost:36313/graphql/abc"],
  [
    "ws://localhost:4510/graphql/abc/realtime",
    "http://localhost:36313",
    "ws://localhost:36313/graphql/abc/realtime",
  ],
  ["http://localhost:4510/graphql/abc", null, "http://localhost:4510/graphql/abc"],
  [
    "https://abc.appsync-api.eu-west-1.amazonaws.com/graphql",
    null,
    "https://abc.appsync-api.eu-west-1.amazonaws.com/graphql",
  ],
])("%s of a cloud at %s", (url, endpoint, reachable) => {
  expect(reachableUrl(url, endpoint)).toBe(reachable);
});
