import { expect, test } from "vitest";
import { addresses } from "../../../../src/local/kernel/addresses.ts";
import { openStore } from "../../../../src/local/kernel/store.ts";

test("addresses that a state's clouds once had are today's, all else is left", () => {
  const store = openStore(null);
  addresses(store).listensAt(4510);
  addresses(store).listensAt(5000);
  const { listensAt, current } = addresses(store);
  listensAt(6000);
  for (const [given, expected] of [
    ["http://localhost:4510/graphql/a", "http://localhost:6000/graphql/a"],
    ["ws://localhost:5000/graphql/a/realtime", "ws://localhost:6000/graphql/a/realtime"],
    ["https://127.0.0.1:4510", "https://127.0.0.1:6000"],
    ["http://localhost:6000/x", "http://localhost:6000/x"],
    ["http://localhost:45100/x", "http://localhost:45100/x"],
    ["http://localhost:3000/x", "http://localhost:3000/x"],
    ["http://localhost:4510.example/x", "http://localhost:4510.example/x"],
    ["see http://localhost:4510/x", "see http://localhost:4510/x"],
    ["", ""],
  ])
    expect(current(given as string)).toBe(expected);
  store.close();
});
