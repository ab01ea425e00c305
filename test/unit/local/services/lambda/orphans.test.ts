import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";

/** Starts a cloud with one function, invokes it twice (once in an endless loop), says the processes' ids, and waits. */
const program = `
import { zipSync } from "fflate";
import { writeSync } from "node:fs";
import { startCloud } from "./src/local/cloud.ts";
const cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1" });
const root = { kind: "root", arn: "arn:aws:iam::000000000000:root", accountId: "000000000000", userId: "0", roleArn: null,
  servicePrincipal: null, sessionPolicies: [], tags: {} };
const call = (service, operation, input) => cloud.call(service, operation, input, root);
await call("iam", "CreateRole", { RoleName: "role", AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" } }) });
const source = "export const handler = async ({ loop }) => { while (loop); return process.pid; };";
await call("lambda", "CreateFunction", { FunctionName: "f", Role: "arn:aws:iam::000000000000:role/role", Runtime: "nodejs24.x",
  Handler: "index.handler", Timeout: 60, Code: { ZipFile: zipSync({ "index.mjs": Buffer.from(source) }) } });
const invoke = async (event) => {
  const { Payload } = await call("lambda", "Invoke", { FunctionName: "f", Payload: Buffer.from(JSON.stringify(event)) });
  return Number(Buffer.from(Payload));
};
const pids = await Promise.all([invoke({}), invoke({})]);
void invoke({ loop: true });
setTimeout(() => writeSync(1, JSON.stringify(pids) + "\\n"), 200);
setInterval(() => {}, 1000);
`;

test("a cloud that is killed leaves no function behind, not even one in an endless loop", async () => {
  const cloud = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(cloud.stdout, "data");
  const pids = JSON.parse(String(line)) as number[];
  for (const pid of pids) expect(isAlive(pid)).toBe(true);
  cloud.kill("SIGKILL");
  const endsAt = Date.now() + 10_000;
  while (pids.some(isAlive) && Date.now() < endsAt) await sleep(50);
  expect(pids.filter(isAlive)).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
