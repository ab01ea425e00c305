import { randomBytes } from "node:crypto";
import {
  BatchGetTracesCommand,
  GetTraceSummariesCommand,
  PutTelemetryRecordsCommand,
  PutTraceSegmentsCommand,
  XRayClient,
} from "@aws-sdk/client-xray";
import { beforeAll, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const run = `plinth-${Date.now()}`;
const now = Date.now() / 1000;
const patience = { timeout: 60_000, interval: 1000 };
let xray: XRayClient;

beforeAll(() => {
  xray = new XRayClient(settings);
});

const newTraceId = () => `1-${Math.floor(now).toString(16)}-${randomBytes(12).toString("hex")}`;
const newId = () => randomBytes(8).toString("hex");

const put = (...segments: object[]) =>
  xray.send(
    new PutTraceSegmentsCommand({
      TraceSegmentDocuments: segments.map((segment) => JSON.stringify(segment)),
    }),
  );

const segment = (traceId: string, more: object = {}) => ({
  trace_id: traceId,
  id: newId(),
  name: run,
  start_time: now,
  end_time: now + 0.5,
  ...more,
});

const summaries = async (FilterExpression: string) => {
  const StartTime = new Date((now - 60) * 1000);
  const EndTime = new Date((now + 120) * 1000);
  const found = await xray.send(new GetTraceSummariesCommand({ StartTime, EndTime, FilterExpression }));
  return found.TraceSummaries ?? [];
};

test("a trace's segments come back together", async () => {
  const id = newTraceId();
  const root = segment(id, {
    http: { request: { method: "GET", url: "https://x.example/" }, response: { status: 200 } },
  });
  const inner = segment(id, { parent_id: root.id, name: `${run}-inner`, end_time: now + 0.25 });
  expect((await put(root, inner)).UnprocessedTraceSegments).toEqual([]);
  const read = async () => {
    const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: [id] }));
    return Traces?.[0];
  };
  await expect.poll(async () => (await read())?.Segments?.length, patience).toBe(2);
  const trace = await read();
  expect(trace?.Duration).toBeCloseTo(0.5, 2);
  const documents = trace?.Segments?.map(({ Document = "{}" }) => JSON.parse(Document).name);
  expect(documents?.sort()).toEqual([run, `${run}-inner`]);
});

test("summaries are found by what happened", async () => {
  const [good, bad] = [newTraceId(), newTraceId()];
  await put(
    segment(good, { annotations: { tenant: run } }),
    segment(bad, {
      fault: true,
      annotations: { tenant: run, size: 7 },
      http: { response: { status: 500 } },
      end_time: now + 3,
    }),
  );
  await expect.poll(async () => (await summaries(`annotation.tenant = "${run}"`)).length, patience).toBe(2);
  const ids = async (filter: string) =>
    (await summaries(`annotation.tenant = "${run}" AND ${filter}`)).map(({ Id }) => Id);
  expect(await ids("fault")).toEqual([bad]);
  expect(await ids("ok")).toEqual([good]);
  expect(await ids("http.status = 500")).toEqual([bad]);
  expect(await ids("responsetime > 1")).toEqual([bad]);
  expect(await ids(`service("${run}")`)).toHaveLength(2);
  const [summary] = await summaries(`annotation.tenant = "${run}" AND fault`);
  expect(summary).toMatchObject({ HasFault: true, HasError: false, Http: { HttpStatus: 500 } });
});

test("segments that are none are named, the others kept", async () => {
  const { UnprocessedTraceSegments } = await put(
    segment("1-bad-id"),
    segment(newTraceId()),
    segment(newTraceId(), { id: "short" }),
  );
  expect(UnprocessedTraceSegments).toHaveLength(2);
});

test("the daemon's own records are taken", async () => {
  const TelemetryRecords = [{ Timestamp: new Date(), SegmentsReceivedCount: 1 }];
  await xray.send(new PutTelemetryRecordsCommand({ TelemetryRecords }));
});
