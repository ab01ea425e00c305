import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../../../../src/aws/client-of.ts";
import type { Connection } from "../../../../src/aws/connection.ts";
import { assignLock } from "../../../../src/definition/assign-lock.ts";
import type { Backend, Model } from "../../../../src/definition/ir.ts";
import { emptyLock } from "../../../../src/definition/lock.ts";
import type { BackfillItem, BackfillTables } from "../../../../src/deploy/backfill/backfill-item.ts";
import { everything } from "../../../support/backends/everything.ts";
import { field, model } from "../../../support/backends/parts.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../support/dynamodb/start-dynamodb.ts";
import { type ResolverApi, startApi } from "../../templates/infra/runtime/resolvers/resolver-api.ts";

/**
 * One stage before and after a deployment that adds indexes and unique constraints to three models: a pooled one with
 * soft delete, one in shards whose records may expire, and one in a table of its own.
 */
export interface BackfillWorld {
  readonly engine: LocalDynamoDB;
  /** The resolvers of before, over the stage's tables. */
  readonly before: ResolverApi;
  /** The resolvers of after, over the same tables. */
  readonly after: ResolverApi;
  /** The resolvers of after over tables of their own: where everything was there from the start. */
  readonly fromTheStart: ResolverApi;
  readonly tables: BackfillTables;
  readonly indexes: readonly BackfillItem[];
  readonly uniques: readonly BackfillItem[];
  /** A connection of its own, with sockets of its own. */
  connect(): Connection;
  /** All records and guards of one tenant in the tables of an API, by key, without times. */
  itemsOf(api: ResolverApi, tenant: string): Promise<ReadonlyMap<string, unknown>>;
  stop(): Promise<void>;
}

export const models = ["Task", "Visit", "Reading"] as const;

export async function startBackfillWorld(): Promise<BackfillWorld> {
  const engine = await startDynamoDB();
  const [old, next] = [backendWith(false), backendWith(true)];
  const oldLock = assignLock(old, emptyLock);
  const lock = assignLock(next, oldLock);
  const before = await startApi(engine.client, old, oldLock);
  const after = await startApi(engine.client, next, lock, before.tables);
  const fromTheStart = await startApi(engine.client, next, lock);
  const items = after.models.flatMap((spec): BackfillItem[] => [
    ...spec.indexes
      .filter(({ name }) => name !== "byTitle")
      .map((index) => ({ kind: "index" as const, model: spec, index })),
    ...spec.uniques.map((unique) => ({ kind: "unique" as const, model: spec, unique })),
  ]);
  const { endpoint } = engine;
  return {
    engine,
    before,
    after,
    fromTheStart,
    tables: {
      pooled: before.tables.get(null) ?? "",
      dedicated: { Reading: before.tables.get("Reading") ?? "" },
    },
    indexes: items.filter(({ kind }) => kind === "index"),
    uniques: items.filter(({ kind }) => kind === "unique"),
    connect: () => ({
      region: "eu-west-1",
      endpoint,
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    }),
    itemsOf: (api, tenant) => itemsOf(engine, api, tenant),
    stop: () => engine.stop(),
  };
}

function backendWith(news: boolean): Backend {
  const fields = [
    field("title", "text"),
    field("state", "text", { required: false }),
    field("rank", "integer", { required: false }),
    field("score", "decimal", { required: false }),
    field("urgent", "boolean", { required: false }),
    field("code", "text", { required: false }),
    field("until", "dateTime", { required: false }),
  ];
  const shape = (name: (typeof models)[number], options: Partial<Model>): Model =>
    model(name, {
      fields,
      indexes: [
        { name: "byTitle", hash: ["title"], sort: [], origin: "declared" as const, description: null },
        ...(news
          ? [
              {
                name: "byState",
                hash: ["state"],
                sort: ["rank", "score"],
                origin: "declared" as const,
                description: null,
              },
              {
                name: "byUrgent",
                hash: ["urgent", "title"],
                sort: ["until"],
                origin: "declared" as const,
                description: null,
              },
            ]
          : []),
      ].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      uniques: news
        ? [
            { name: "byCode", fields: ["code"] },
            { name: "byStateAndRank", fields: ["state", "rank"] },
          ]
        : [],
      ...options,
    });
  return {
    ...everything,
    enums: [],
    objects: [],
    functions: [],
    models: [
      shape("Reading", { dedicated: true }),
      shape("Task", { softDelete: { keepDays: 30 } }),
      shape("Visit", { shards: 3, ttlField: "until" }),
    ],
  };
}

async function itemsOf(
  { client }: LocalDynamoDB,
  { tables }: ResolverApi,
  tenant: string,
): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const TableName of tables.values()) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName, ConsistentRead: true }),
    );
    if (LastEvaluatedKey !== undefined) throw new Error("Too many items for one page");
    for (const item of Items) {
      if (!item["pk"]?.S?.startsWith(`T#${tenant}#`)) continue;
      const { createdAt, updatedAt, deletedAt, _ttl, ...rest } = item;
      // When it happened differs between two runs of the same changes; that it did does not.
      const times = { isDeleted: deletedAt !== undefined, expires: _ttl !== undefined };
      found.set(`${item["pk"]?.S} ${item["sk"]?.S}`, { ...rest, ...times });
    }
  }
  return found;
}

/**
 * Does something just before each write of a back-fill: after it has read what the write depends on.
 *
 * @param work told the id of the record that is written, or that the guard is for
 */
export function beforeEachWrite(connection: Connection, work: (id: string) => Promise<unknown>): void {
  clientOf(connection, DynamoDBClient).middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const written = /^(UpdateItem|TransactWriteItems)Command$/.test(commandName ?? "");
        const id = /"sk":\{"S":"([0-9A-Z]{26})"\}/.exec(JSON.stringify(args.input))?.[1];
        if (written && id !== undefined) await work(id);
        return next(args);
      },
    { step: "initialize", name: "each-write" },
  );
}

/** Does something just before a back-fill begins its second pass. */
export function beforeSecondPass(connection: Connection, work: () => Promise<unknown>): void {
  let begun: Promise<unknown> | undefined;
  clientOf(connection, DynamoDBClient).middlewareStack.add(
    (next) => async (args) => {
      const isSecond = JSON.stringify(args.input).includes('":from"');
      if (isSecond) {
        begun ??= work();
        await begun;
      }
      return next(args);
    },
    { step: "initialize", name: "second-pass" },
  );
}

/** Makes every request of a connection fail from the n-th on, as if the process had been killed there. */
export function killAfter(connection: Connection, requests: number): void {
  let left = requests;
  clientOf(connection, DynamoDBClient).middlewareStack.add(
    (next) => async (args) => {
      if (left <= 0) throw new Error("killed");
      left -= 1;
      return next(args);
    },
    { step: "initialize", name: "kill" },
  );
}
