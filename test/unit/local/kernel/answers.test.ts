import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { answersTogether } from "../../../../src/local/kernel/answers.ts";

function clients() {
  const heard: string[] = [];
  const response = (name: string, then = () => {}) =>
    ({
      end(body: string) {
        heard.push(`${name}: ${body}`);
        then();
      },
    }) as unknown as ServerResponse;
  return { heard, response };
}

test("answers wait for the others of their turn, and are sent in their order", async () => {
  const send = answersTogether();
  const { heard, response } = clients();
  send(response("one"), "first");
  await Promise.resolve();
  send(response("two"), "second");
  expect(heard).toEqual([]);
  await setImmediate();
  expect(heard).toEqual(["one: first", "two: second"]);
});

test("an answer that is ready while others are sent goes with the next ones", async () => {
  const send = answersTogether();
  const { heard, response } = clients();
  send(
    response("one", () => send(response("three"), "third")),
    "first",
  );
  send(response("two"), "second");
  await setImmediate();
  await setImmediate();
  expect(heard).toEqual(["one: first", "two: second", "three: third"]);
});
