import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  StartLiveTailCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const logGroupName = `/plinth-conformance/${Date.now()}`;
let logs: CloudWatchLogsClient;
let arn = "";

beforeAll(async () => {
  // AWS has live tail on a host of its own; elsewhere there is only one.
  logs = new CloudWatchLogsClient({ ...settings, disableHostPrefix: settings.endpoint !== undefined });
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { team: "core" } }));
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  arn = logGroups?.[0]?.logGroupArn ?? "";
});

afterAll(async () => {
  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
});

async function stream(logStreamName: string): Promise<string> {
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  return logStreamName;
}

const put = (logStreamName: string, messages: readonly string[], from = Date.now() - 60_000) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: messages.map((message, position) => ({ message, timestamp: from + position })),
    }),
  );

describe("groups and streams", () => {
  test("a group has an ARN with and without the star", async () => {
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
    expect(logGroups?.[0]).toMatchObject({ logGroupName, arn: `${arn}:*`, logGroupClass: "STANDARD" });
  });

  test("a second group of the same name is refused", async () => {
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
      name: "ResourceAlreadyExistsException",
    });
  });

  test("retention is set and removed; only AWS's numbers of days are taken", async () => {
    await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
    const read = async () =>
      (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups?.[0];
    expect((await read())?.retentionInDays).toBe(7);
    await expect(
      logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 8 })),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
    await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
    expect((await read())?.retentionInDays).toBeUndefined();
  });

  test("tags", async () => {
    await logs.send(new TagResourceCommand({ resourceArn: arn, tags: { stage: "dev" } }));
    await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ["team"] }));
    const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    expect(tags).toEqual({ stage: "dev" });
  });

  test("streams are listed by name and by their last event, and deleted", async () => {
    const [a, b] = [await stream("order/a"), await stream("order/b")];
    await put(b, ["early"], Date.now() - 120_000);
    await put(a, ["late"]);
    const byName = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: "order/" }),
    );
    expect(byName.logStreams?.map(({ logStreamName }) => logStreamName)).toEqual([a, b]);
    await eventually(async () => {
      const { logStreams = [] } = await logs.send(
        new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true }),
      );
      const order = logStreams.map(({ logStreamName }) => logStreamName);
      expect(order.indexOf(a)).toBeLessThan(order.indexOf(b));
    });
    await logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: a }));
    await expect(put(a, ["gone"])).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "The specified log stream does not exist.",
    });
  });
});

describe("PutLogEvents", () => {
  test("refuses what is out of order", async () => {
    const logStreamName = await stream("disorder");
    const now = Date.now();
    const logEvents = [
      { timestamp: now, message: "second" },
      { timestamp: now - 1000, message: "first" },
    ];
    await expect(
      logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents })),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("says which events are too old or too new", async () => {
    const logStreamName = await stream("rejected");
    const hour = 60 * 60 * 1000;
    const old = await put(logStreamName, ["old"], Date.now() - 15 * 24 * hour);
    expect(old.rejectedLogEventsInfo).toMatchObject({ tooOldLogEventEndIndex: 1 });
    const ahead = await put(logStreamName, ["ahead"], Date.now() + 3 * hour);
    expect(ahead.rejectedLogEventsInfo).toMatchObject({ tooNewLogEventStartIndex: 0 });
  });
});

describe("GetLogEvents", () => {
  test("pages forwards from the head, and ends with the same token", async () => {
    const logStreamName = await stream("forwards");
    await put(logStreamName, ["1", "2", "3"]);
    const read = (nextToken?: string) =>
      logs.send(
        new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2, startFromHead: true, nextToken }),
      );
    const first = await eventually(async () => {
      const page = await read();
      expect(page.events).toHaveLength(2);
      return page;
    });
    const second = await read(first.nextForwardToken);
    expect([...(first.events ?? []), ...(second.events ?? [])].map(({ message }) => message)).toEqual([
      "1",
      "2",
      "3",
    ]);
    const end = await read(second.nextForwardToken);
    expect(end.events).toEqual([]);
    expect(end.nextForwardToken).toBe(second.nextForwardToken);
  });

  test("pages backwards from the tail, each page in its order", async () => {
    const logStreamName = await stream("backwards");
    await put(logStreamName, ["1", "2", "3", "4"]);
    const last = await eventually(async () => {
      const page = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2 }));
      expect(page.events?.map(({ message }) => message)).toEqual(["3", "4"]);
      return page;
    });
    const before = await logs.send(
      new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2, nextToken: last.nextBackwardToken }),
    );
    expect(before.events?.map(({ message }) => message)).toEqual(["1", "2"]);
  });
});

describe("FilterLogEvents", () => {
  const messages = [
    "[INFO] started",
    "[ERROR] no such file",
    "[ERROR] timeout after 3 s",
    '{"level":"error","status":502,"user":{"id":"u1"},"tags":["a","b"]}',
    '{"level":"info","status":200,"note":null}',
    '127.0.0.1 - frank [10/Oct/2000:13:25:15] "GET /x HTTP/1.0" 404 1534',
  ];
  const logStreamName = "filtered";

  beforeAll(async () => {
    await stream(logStreamName);
    await put(logStreamName, messages);
  });

  const cases: readonly [pattern: string, positions: readonly number[]][] = [
    ["ERROR", [1, 2]],
    ["ERROR -timeout", [1]],
    ['"such file"', [1]],
    ["?started ?timeout", [0, 2]],
    ['{ $.level = "error" }', [3]],
    ["{ $.status >= 200 && $.status < 300 }", [4]],
    ['{ $.level = "inf*" || $.user.id = "u1" }', [3, 4]],
    ['{ $.tags[0] = "a" }', [3]],
    ["{ $.note IS NULL }", [4]],
    ["{ $.status = * && $.user NOT EXISTS }", [4]],
    ["[ip, id, user, time, request, status = 404, size]", [5]],
    ["[ip, ..., status = 4*, size > 1500]", [5]],
    ["[ip, ..., size > 2000]", []],
  ];

  test.each(cases)("%s", async (filterPattern, positions) => {
    await eventually(async () => {
      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({ logGroupName, logStreamNames: [logStreamName], filterPattern }),
      );
      expect(events.map(({ message = "" }) => messages.indexOf(message))).toEqual(positions);
    });
  });

  test("pages", async () => {
    const seen: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({ logGroupName, logStreamNames: [logStreamName], limit: 4, nextToken }),
      );
      seen.push(...(page.events ?? []).map(({ message }) => message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(messages);
  });

  test("a pattern that is none is refused", async () => {
    await expect(
      logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: "{ $.a = " })),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

test("StartLiveTail shows what comes in, filtered", async () => {
  const logStreamName = await stream("live");
  const { responseStream } = await logs.send(
    new StartLiveTailCommand({ logGroupIdentifiers: [arn], logEventFilterPattern: "wanted" }),
  );
  const seen: (string | undefined)[] = [];
  for await (const event of responseStream ?? []) {
    if (event.sessionStart) await put(logStreamName, ["unwelcome", "wanted"], Date.now());
    for (const { message } of event.sessionUpdate?.sessionResults ?? []) seen.push(message);
    if (seen.length > 0) break;
  }
  expect(seen).toEqual(["wanted"]);
});

test("metric filters are put and described", async () => {
  const metricTransformations = [{ metricName: "Errors", metricNamespace: "Test", metricValue: "1" }];
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName,
      filterName: "errors",
      filterPattern: "ERROR",
      metricTransformations,
    }),
  );
  const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName }));
  expect(metricFilters).toMatchObject([
    { filterName: "errors", filterPattern: "ERROR", metricTransformations },
  ]);
});
