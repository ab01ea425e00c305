import { afterEach, beforeEach, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../../src/local/cloud.ts";
import type { Caller, ServiceContext } from "../../../../../src/local/kernel/service.ts";
import { type LogWriter, logWriter } from "../../../../../src/local/services/lambda/execution/log-writer.ts";

const caller: Caller = {
  kind: "root",
  arn: "arn:aws:iam::000000000000:root",
  accountId: "000000000000",
  userId: "000000000000",
  roleArn: null,
  servicePrincipal: null,
  sessionPolicies: [],
  tags: {},
};
let cloud: Cloud;
let writer: LogWriter;

beforeEach(async () => {
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1" });
  const context = { call: cloud.call, clock: { now: () => Date.now() }, log: () => {} };
  writer = logWriter(context as unknown as ServiceContext);
});

afterEach(() => cloud.close());

const target = (name: string) => ({ group: `/aws/lambda/${name}`, stream: "one", caller });

async function lines(name: string): Promise<string[]> {
  const input = { logGroupName: `/aws/lambda/${name}` };
  const { events } = (await cloud
    .call("logs", "FilterLogEvents", input, caller)
    .catch(() => ({ events: [] }))) as { events: { message: string }[] };
  return events.map(({ message }) => message);
}

test("a function that was silent while another one wrote is heard again", async () => {
  writer.write(target("quiet"), "first");
  await expect.poll(() => lines("quiet"), { timeout: 10_000 }).toEqual(["first"]);
  writer.write(target("busy"), "in between");
  await expect.poll(() => lines("busy"), { timeout: 10_000 }).toEqual(["in between"]);
  writer.write(target("quiet"), "second");
  await expect.poll(() => lines("quiet"), { timeout: 10_000 }).toEqual(["first", "second"]);
});

test("what is left is written when it stops, in its order", async () => {
  for (let n = 0; n < 300; n++) writer.write(target("eager"), `line ${n}`);
  await writer.stop();
  expect(await lines("eager")).toEqual(Array.from({ length: 300 }, (_, n) => `line ${n}`));
});
