import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeConnection } from "../../src/aws/client-of.ts";
import type { Connection } from "../../src/aws/connection.ts";
import { type Cloud, startCloud } from "../../src/local/cloud.ts";
import { followLogs } from "../../src/logs/follow-logs.ts";
import { eventually } from "../support/cloud/eventually.ts";
import { roleWhoMay } from "../support/cloud/role-who-may.ts";

let cloud: Cloud;
let connection: Connection;
let client: CloudWatchLogsClient;
/** How often each operation was called. */
const calls: Record<string, number> = {};

beforeAll(async () => {
  cloud = await startCloud({
    port: 0,
    stateFolder: null,
    region: "eu-west-1",
    observe: (_service, operation) => {
      calls[operation] = (calls[operation] ?? 0) + 1;
    },
  });
  const { region, endpoint, credentials } = cloud;
  connection = { region, endpoint, credentials };
  client = new CloudWatchLogsClient({ region, endpoint, credentials });
});

afterAll(async () => {
  client.destroy();
  closeConnection(connection);
  await cloud.close();
});

const make = (logGroupName: string) => client.send(new CreateLogGroupCommand({ logGroupName }));

async function write(logGroupName: string, logStreamName: string, ...messages: string[]): Promise<void> {
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch((error) => {
    if (error.name !== "ResourceAlreadyExistsException") throw error;
  });
  const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
  await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

/** Follows for as long as something takes. @returns the messages in the order told */
async function following(
  input: Parameters<typeof followLogs>[1],
  work: (told: readonly string[], watch: (groups: readonly string[]) => void) => Promise<void>,
  as: Connection = connection,
): Promise<readonly string[]> {
  const told: string[] = [];
  const stop = new AbortController();
  const follower = followLogs(as, input, ({ message }) => told.push(message), stop.signal);
  try {
    await Promise.race([
      work(told, (groups) => follower.watch(groups)),
      // Ends early only with an error.
      follower.ended,
    ]);
  } finally {
    stop.abort();
  }
  await follower.ended;
  return told;
}

const tells = (told: readonly string[], ...messages: string[]) =>
  eventually(async () => expect(told).toEqual(expect.arrayContaining(messages)));

describe("followLogs", () => {
  test("tells of each event once: from before, from new streams, twice written", async () => {
    await make("/one");
    await make("/two");
    await write("/one", "s1", "before");
    const told = await following({ groups: ["/one", "/two"], since: Date.now() - 60_000 }, async (told) => {
      await tells(told, "before");
      await write("/one", "s1", "first");
      await write("/two", "cold start", "from a new process");
      await tells(told, "first", "from a new process");
      await write("/one", "s1", "tick", "tick");
      await eventually(async () => expect(told.filter((message) => message === "tick")).toHaveLength(2));
    });
    expect(told.toSorted()).toEqual(["before", "first", "from a new process", "tick", "tick"]);
  });

  test("a burst of more than a session shows comes whole, each line once", async () => {
    await make("/burst");
    const wanted = Array.from({ length: 2_400 }, (_, number) => `line ${number}`);
    const told = await following({ groups: ["/burst"] }, async (told) => {
      await write("/burst", "s", "ready");
      await tells(told, "ready");
      for (let first = 0; first < wanted.length; first += 1_200)
        await write("/burst", "s", ...wanted.slice(first, first + 1_200));
      await eventually(async () => expect(told.length).toBeGreaterThan(wanted.length));
    });
    expect(told.slice(1).toSorted()).toEqual(wanted.toSorted());
  });

  test("groups that come later, and more than one session holds", async () => {
    const groups = Array.from({ length: 12 }, (_, number) => `/later/${number}`);
    const told = await following({ groups: [] }, async (told, watch) => {
      for (const group of groups) {
        await make(group);
        await write(group, "s", `before ${group}`);
      }
      watch(groups);
      await tells(told, "before /later/0", "before /later/11");
      for (const group of groups) await write(group, "s", `after ${group}`);
      await tells(told, ...groups.map((group) => `after ${group}`));
      watch(groups.slice(1));
      await write("/later/0", "s", "nobody listens");
      await write("/later/1", "s", "somebody listens");
      await tells(told, "somebody listens");
    });
    const expected = groups.flatMap((group) => [`before ${group}`, `after ${group}`]);
    expect(told.toSorted()).toEqual([...expected, "somebody listens"].toSorted());
  });

  test("a group that was deleted and made anew goes on", async () => {
    await make("/again");
    const told = await following({ groups: ["/again"] }, async (told, watch) => {
      await write("/again", "s", "first life");
      await tells(told, "first life");
      await client.send(new DeleteLogGroupCommand({ logGroupName: "/again" }));
      watch(["/again"]);
      await make("/again");
      await write("/again", "s", "second life");
      await tells(told, "second life");
    });
    expect(told).toEqual(["first life", "second life"]);
  });

  test("who may not listen reads the store, and hears of what was written meanwhile just the same", async () => {
    const reader = await roleWhoMay(cloud, "logs:FilterLogEvents", "logs:DescribeLogGroups");
    await make("/polled");
    const sessionsBefore = calls["StartLiveTail"] ?? 0;
    const told = await following(
      { groups: ["/polled"] },
      async (told) => {
        await write("/polled", "s", "one", "one");
        await tells(told, "one");
        await write("/polled", "new process", "two");
        await tells(told, "two");
      },
      reader,
    );
    expect(told).toEqual(["one", "one", "two"]);
    expect((calls["StartLiveTail"] ?? 0) - sessionsBefore).toBe(1);
  });

  test("who may not read at all is told so", async () => {
    const stranger = await roleWhoMay(cloud, "logs:DescribeLogGroups");
    await make("/secret");
    const following = followLogs(stranger, { groups: ["/secret"] }, () => {}, new AbortController().signal);
    await expect(following.ended).rejects.toThrow(/not authorized to perform: logs:FilterLogEvents/);
  });

  test("a cloud that ends and begins anew is followed on", async () => {
    const state = mkdtempSync(join(tmpdir(), "plinth-logs-"));
    const start = (port: number) => startCloud({ port, stateFolder: state, region: "eu-west-1" });
    const first = await start(0);
    const { region, endpoint, credentials, port } = first;
    const there = { region, endpoint, credentials };
    const logs = new CloudWatchLogsClient(there);
    const put = (message: string) =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName: "/lasting",
          logStreamName: "s",
          logEvents: [{ timestamp: Date.now(), message }],
        }),
      );
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/lasting" }));
    await logs.send(new CreateLogStreamCommand({ logGroupName: "/lasting", logStreamName: "s" }));
    const notices: string[] = [];
    let second: Cloud | null = null;
    const told = await following(
      { groups: ["/lasting"], onNotice: (message) => notices.push(message) },
      async (told) => {
        await put("before");
        await tells(told, "before");
        await first.close();
        await eventually(async () => expect(notices).toHaveLength(1));
        second = await start(port);
        await put("after");
        await eventually(async () => expect(told).toContain("after"), 60);
      },
      there,
    );
    expect(told).toEqual(["before", "after"]);
    expect(notices).toEqual(["The cloud does not answer; trying again.", "The cloud answers again."]);
    logs.destroy();
    closeConnection(there);
    await (second as Cloud | null)?.close();
    rmSync(state, { recursive: true });
  }, 90_000);

  test("only what has the pattern", async () => {
    await make("/pattern");
    const told = await following({ groups: ["/pattern"], pattern: '"needle"' }, async (told) => {
      await write("/pattern", "s", "hay", "a needle");
      await tells(told, "a needle");
      await write("/pattern", "s", "more hay", "another needle");
      await tells(told, "another needle");
    });
    expect(told).toEqual(["a needle", "another needle"]);
  });
});
