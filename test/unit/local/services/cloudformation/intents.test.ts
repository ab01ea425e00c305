import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { randomIds } from "../../../../../src/local/kernel/ids.ts";
import type { Caller, CallPort } from "../../../../../src/local/kernel/service.ts";
import { openStore } from "../../../../../src/local/kernel/store.ts";
import { intents, type Outline } from "../../../../../src/local/services/cloudformation/stack/intents.ts";

const outline: Outline = {
  logicalId: "Schema",
  type: "AWS::AppSync::GraphQLSchema",
  deletionPolicy: "Delete",
  updateReplacePolicy: "Delete",
  needs: [],
  properties: {},
};
const caller = { kind: "root" } as Caller;

/** Calls a handler makes, twice: the second time is after a crash. */
async function twice(answer: (operation: string) => Record<string, unknown>) {
  const store = openStore(null);
  const asked: string[] = [];
  const call: CallPort = async (_service, operation, _input, _as, within) => {
    asked.push(operation);
    const work = () => answer(operation);
    return (within === undefined ? work() : within(work)) as Record<string, unknown>;
  };
  const kept = intents({ store, call, ids: randomIds });
  const intent = kept.begin("stack", "create", outline);
  const handler = async () => {
    const noting = kept.noting(intent);
    const read = await noting("s3", "GetObject", {}, caller);
    const made = await noting("appsync", "StartSchemaCreation", {}, caller);
    return [read, made] as const;
  };
  return { first: await handler(), second: await handler(), asked };
}

test("a handler that is called again gets what was answered before, and nothing is done twice", async () => {
  const { first, second, asked } = await twice((operation) => ({
    operation,
    at: new Date(0),
    bytes: Buffer.from("b"),
  }));
  expect(asked).toEqual(["GetObject", "StartSchemaCreation"]);
  expect(second).toEqual(first);
});

test("what streams is read anew, and what was made stays made", async () => {
  const { first, second, asked } = await twice((operation) =>
    operation === "GetObject" ? { Body: Readable.from(["type Query"]) } : { status: "SUCCESS" },
  );
  expect(asked).toEqual(["GetObject", "StartSchemaCreation", "GetObject"]);
  for (const [read, made] of [first, second]) {
    expect(await text(read["Body"] as Readable)).toBe("type Query");
    expect(made).toEqual({ status: "SUCCESS" });
  }
});
