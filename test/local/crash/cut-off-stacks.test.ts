import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../src/local/cloud.ts";
import { eventually } from "../../support/cloud/eventually.ts";
import { inventory } from "../../support/cloud/inventory.ts";
import { root } from "../../support/cloud/service-caller.ts";
import { Commits } from "./commits.ts";
import { nestedTemplate, template } from "./template.ts";

/**
 * A cloud that ends anywhere in the creation, update or deletion of a stack, starts again and brings the stack to a final
 * status, from which it can be deleted with nothing left over. `CRASH_POINTS=all` ends it after every single transaction.
 */
const points = process.env["CRASH_POINTS"] === "all" ? Number.POSITIVE_INFINITY : 12;
const folder = mkdtempSync(join(tmpdir(), "plinth-crash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Bucket = "crash-templates";
const StackName = "crash";
const url = `https://${Bucket}.s3.eu-west-1.amazonaws.com/nested.json`;
const open = (stateFolder: string, log: (line: string) => void = () => {}) =>
  startCloud({ port: 0, stateFolder, region: "eu-west-1", log });

const call = (cloud: Cloud, service: string, operation: string, input: object) =>
  cloud.call(service, operation, input, root);

/** Why resources failed, for whoever reads a failure of this test. */
async function reasons(cloud: Cloud, StackName: string): Promise<string[]> {
  const { StackEvents } = await call(cloud, "cloudformation", "DescribeStackEvents", { StackName });
  const events = StackEvents as {
    LogicalResourceId: string;
    ResourceStatus: string;
    ResourceStatusReason?: string;
  }[];
  return events
    .filter(({ ResourceStatus }) => ResourceStatus.endsWith("_FAILED"))
    .map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}: ${event.ResourceStatusReason}`);
}

/** Of a stack by its id, so that it is told once it is deleted, too. */
async function settled(cloud: Cloud, id: string): Promise<string> {
  return eventually(async () => {
    const { Stacks } = await call(cloud, "cloudformation", "DescribeStacks", { StackName: id });
    const status = (Stacks as { StackStatus: string }[])[0]?.StackStatus ?? "";
    expect(status).not.toMatch(/_IN_PROGRESS$/);
    return status;
  });
}

const deploy = (cloud: Cloud, operation: string, version: 1 | 2) =>
  call(cloud, "cloudformation", operation, {
    StackName,
    TemplateBody: JSON.stringify(template(version, url)),
    Capabilities: ["CAPABILITY_IAM"],
  });

/** What stays of a stack by right: its events and itself, what a secret or a key leaves for a while, code, sessions, metrics. */
const lasting =
  /^(cloudformation\.(?!intent)|iam\.sessions|blobs|lambda\.blobs|sqlite_sequence|dynamodb\.(counters|streams)|dynamodb\.changes|secrets|cloudwatch_)/;
const things = (state: string) => [...inventory(state).keys()].filter((name) => !lasting.test(name)).sort();

interface Operation {
  readonly commits: Commits;
  readonly id: string;
}
const operations: Record<string, Operation> = {};
let before: string[];

beforeAll(async () => {
  const state = join(folder, "state");
  const cloud = await open(state);
  await call(cloud, "s3", "CreateBucket", {
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
  });
  await call(cloud, "s3", "PutObject", {
    Bucket,
    Key: "nested.json",
    Body: Buffer.from(JSON.stringify(nestedTemplate)),
  });
  before = things(state);
  const follow = async (name: string, begin: () => Promise<unknown>, wanted: string) => {
    const commits = new Commits(state, join(folder, name));
    commits.watch();
    const { StackId } = (await begin()) as { StackId?: string };
    const id = StackId ?? operations["creation"]?.id ?? "";
    expect(await settled(cloud, id), (await reasons(cloud, id)).join("\n")).toBe(wanted);
    commits.stop();
    operations[name] = { commits, id };
  };
  await follow("creation", () => deploy(cloud, "CreateStack", 1), "CREATE_COMPLETE");
  await follow("update", () => deploy(cloud, "UpdateStack", 2), "UPDATE_COMPLETE");
  const remove = () => call(cloud, "cloudformation", "DeleteStack", { StackName });
  await follow("deletion", remove, "DELETE_COMPLETE");
  await cloud.close();
  expect(things(state)).toEqual(before);
}, 60_000);

describe("a cloud that ended in the middle of", () => {
  test.each<[string, RegExp]>([
    ["creation", /^(ROLLBACK|CREATE)_COMPLETE$/],
    ["update", /^(UPDATE_ROLLBACK|UPDATE|CREATE)_COMPLETE$/],
    ["deletion", /^(DELETE|UPDATE)_COMPLETE$/],
  ])("a stack's %s goes on and leaves nothing behind", { timeout: 600_000 }, async (name, wanted) => {
    const { commits, id } = operations[name] as Operation;
    const every = Math.max(1, Math.floor(commits.folders.length / points));
    const chosen = commits.folders.filter((_, at) => at % every === 0);
    for (const state of chosen) {
      const lines: string[] = [];
      const cloud = await open(state, (line) => lines.push(line));
      const told = async () => [state, ...lines, ...(await reasons(cloud, id))].join("\n");
      const listed = await call(cloud, "cloudformation", "ListStacks", {});
      // The first commits may come before the stack.
      if ((listed["StackSummaries"] as unknown[]).length > 0) {
        const status = await settled(cloud, id);
        expect(status, await told()).toMatch(wanted);
        await call(cloud, "cloudformation", "DeleteStack", { StackName });
        const end = await settled(cloud, id);
        expect(end, await told()).toBe("DELETE_COMPLETE");
      }
      await cloud.close();
      expect({ state, left: things(state) }).toEqual({ state, left: before });
      rmSync(state, { recursive: true, force: true });
    }
    expect(chosen.length).toBeGreaterThanOrEqual(Math.min(points, 10));
  });
});
