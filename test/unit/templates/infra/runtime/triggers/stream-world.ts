import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import {
  guardKey,
  indexKeys,
  type Key,
  recordKey,
} from "../../../../../../src/templates/infra/runtime/data/keys.ts";
import type { Item } from "../../../../../../src/templates/infra/runtime/data/record.ts";
import type { ModelSpec } from "../../../../../../src/templates/infra/runtime/data/spec.ts";
import type { ModelChange } from "../../../../../../src/templates/infra/runtime/lambda/wrap-model-change.ts";
import type { CleanUpJob } from "../../../../../../src/templates/infra/runtime/triggers/changes/clean-up-job.ts";
import {
  type ChangesSettings,
  createChangesHandler,
} from "../../../../../../src/templates/infra/runtime/triggers/changes/create-changes-handler.ts";
import type {
  BatchResult,
  ChangesEvent,
  StreamRecord,
} from "../../../../../../src/templates/infra/runtime/triggers/changes/stream-event.ts";
import { dynamoTables } from "../../../../../../src/templates/infra/runtime/triggers/changes/tables.ts";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { createTable } from "../../../../../support/dynamodb/create-table.ts";
import { modelSpecs } from "../resolvers/resolver-api.ts";

let count = 0;

/** Two tables on a real engine with their streams, the handler of changes, and what it sent elsewhere. */
export class StreamWorld {
  readonly models = modelSpecs(everything, everythingLock);
  readonly pooled = `changes-${process.pid}-${++count}`;
  readonly dedicated = `${this.pooled}-views`;
  readonly invoked: { readonly name: string; readonly change: ModelChange }[] = [];
  /** The clean-up queue. */
  readonly messages: { readonly jobs: readonly CleanUpJob[]; readonly delay: number }[] = [];
  readonly deletedFiles: string[] = [];
  /** Batches that were handed over. */
  readonly results: BatchResult[] = [];
  readonly settings: ChangesSettings;
  readonly client: DynamoDBClient;
  readonly #streams: DynamoDBStreamsClient;
  readonly #positions = new Map<string, string | undefined>();

  constructor(client: DynamoDBClient, endpoint: string, settings: Partial<ChangesSettings> = {}) {
    this.client = client;
    this.#streams = new DynamoDBStreamsClient({
      endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    this.settings = {
      models: this.models,
      listeners: [
        { name: "welcome", model: "Customer", on: ["created"] },
        { name: "mirror", model: "Customer", on: ["created", "updated", "deleted"] },
        { name: "archive", model: "Invoice", on: ["updated", "deleted"] },
      ],
      pooledTable: this.pooled,
      tableOf: (spec) => this.tableOf(spec),
      tables: dynamoTables(client),
      outlets: {
        invoke: async (name, change) => void this.invoked.push({ name, change }),
        enqueue: async (jobs, delay) => void this.messages.push({ jobs, delay }),
        deleteFile: async (key) => void this.deletedFiles.push(key),
      },
      now: () => new Date("2026-11-22T12:00:00.000Z"),
      ...settings,
    };
  }

  async start(): Promise<this> {
    await createTable(this.client, this.pooled);
    await createTable(this.client, this.dedicated);
    return this;
  }

  spec(name: string): ModelSpec {
    const found = this.models.find((each) => each.name === name);
    if (found === undefined) throw new Error(`There is no model ${name}`);
    return found;
  }

  tableOf(spec: ModelSpec): string {
    return spec.dedicated ? this.dedicated : this.pooled;
  }

  /** Writes records with all their keys and guards, as the API would. */
  async put(model: string, prefix: string, ...records: readonly Item[]): Promise<void> {
    const spec = this.spec(model);
    const items = records.flatMap((record) => itemsOf(spec, prefix, record));
    await this.write(this.tableOf(spec), items);
  }

  async write(table: string, items: readonly object[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      const requests = items
        .slice(start, start + 25)
        .map((item) => ({ PutRequest: { Item: marshall(item, { allowImpreciseNumbers: true }) } }));
      await this.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    }
  }

  /** Deletes a record as the engine does when its time is over: the record alone. */
  async remove(model: string, prefix: string, ...ids: readonly string[]): Promise<void> {
    const spec = this.spec(model);
    for (const id of ids) await this.removeKey(this.tableOf(spec), recordKey(prefix, spec, id));
  }

  async removeKey(table: string, key: Key): Promise<void> {
    const request = { DeleteRequest: { Key: marshall(key) } };
    await this.client.send(new BatchWriteItemCommand({ RequestItems: { [table]: [request] } }));
  }

  async get(model: string, prefix: string, id: string): Promise<Item | null> {
    const spec = this.spec(model);
    const Key = marshall(recordKey(prefix, spec, id));
    const { Item: item } = await this.client.send(new GetItemCommand({ TableName: this.tableOf(spec), Key }));
    return item === undefined ? null : (unmarshall(item) as Item);
  }

  /** Everything in the pooled table, of one kind if asked: a model, a link, `!guard`. */
  async items(kind?: string): Promise<Item[]> {
    const found: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client: this.client }, { TableName: this.pooled })) {
      found.push(...Items.map((item) => unmarshall(item) as Item));
    }
    return kind === undefined ? found : found.filter((item) => item["_m"] === kind);
  }

  /** Hands new records of the streams, and then the queue, to the handler until nothing is left. */
  async settle(
    options: { readonly remainingMs?: number; readonly withLastRounds?: boolean } = {},
  ): Promise<void> {
    for (let round = 0; round < 1000; round++) {
      const records = await this.newRecords();
      if (records.length > 0) {
        for (let start = 0; start < records.length; start += 100) {
          await this.handle({ Records: records.slice(start, start + 100) }, options.remainingMs);
        }
        continue;
      }
      const isWanted = ({ delay }: { readonly delay: number }) =>
        delay < 60 || options.withLastRounds !== false;
      const next = this.messages.findIndex(isWanted);
      if (next < 0) return;
      const [taken] = this.messages.splice(next, 1);
      const body = JSON.stringify(taken?.jobs);
      const message = { eventSource: "aws:sqs" as const, messageId: `m${round}`, body };
      await this.handle({ Records: [message] }, options.remainingMs);
    }
    throw new Error("It never settles");
  }

  async handle(event: ChangesEvent, remainingMs = 60_000): Promise<BatchResult> {
    const handler = createChangesHandler(this.settings);
    const end = Date.now() + remainingMs;
    const result = await handler(event, {
      awsRequestId: "request",
      getRemainingTimeInMillis: () => end - Date.now(),
    });
    this.results.push(result);
    return result;
  }

  /** What the streams hold since the last call, as Lambda would deliver it. */
  async newRecords(): Promise<StreamRecord[]> {
    const pages = await Promise.all([this.pooled, this.dedicated].map((table) => this.#recordsOf(table)));
    return pages.flat();
  }

  async #recordsOf(table: string): Promise<StreamRecord[]> {
    const found: StreamRecord[] = [];
    let iterator = this.#positions.get(table) ?? (await this.#firstIterator(table));
    for (;;) {
      const page = await this.#streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 1000 }));
      found.push(...(page.Records ?? []).map((record) => toLambda(record)));
      iterator = page.NextShardIterator ?? iterator;
      if ((page.Records ?? []).length === 0) break;
    }
    this.#positions.set(table, iterator);
    return found;
  }

  async #firstIterator(table: string): Promise<string | undefined> {
    const { Table } = await this.client.send(new DescribeTableCommand({ TableName: table }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await this.#streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const command = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    return (await this.#streams.send(command)).ShardIterator;
  }
}

/** A record's item and its guards. */
export function itemsOf(spec: ModelSpec, prefix: string, given: Item): object[] {
  const at = "2026-11-01T00:00:00.000Z";
  const record: Item = { createdAt: at, updatedAt: at, createdBy: "jane", version: 1, ...given };
  const id = `${record["id"]}`;
  const guards = spec.uniques.flatMap((unique) => {
    const key = guardKey(prefix, spec, unique, record);
    return key === null ? [] : [{ ...key, id, _m: "!guard" }];
  });
  return [
    { ...recordKey(prefix, spec, id), ...record, ...indexKeys(prefix, spec, record), _m: spec.name },
    ...guards,
  ];
}

function toLambda({ eventID = "", eventName, dynamodb = {} }: _Record): StreamRecord {
  const { SequenceNumber = "", ApproximateCreationDateTime, OldImage, NewImage } = dynamodb;
  return {
    eventSource: "aws:dynamodb",
    eventID,
    eventName: eventName as StreamRecord["eventName"],
    dynamodb: {
      SequenceNumber,
      ApproximateCreationDateTime: (ApproximateCreationDateTime ?? new Date(0)).getTime() / 1000,
      ...(OldImage !== undefined && {
        OldImage: OldImage as NonNullable<StreamRecord["dynamodb"]["OldImage"]>,
      }),
      ...(NewImage !== undefined && {
        NewImage: NewImage as NonNullable<StreamRecord["dynamodb"]["NewImage"]>,
      }),
    },
  };
}

let sequence = 0;
/** A ULID that sorts after the ones before, with every last character in turn. */
export function newId(): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const last = alphabet[sequence % 32];
  return `01K${String(sequence++).padStart(22, "0")}${last}`;
}
