import type { Clock } from "../../kernel/clock.ts";
import type { Collection, Store } from "../../kernel/store.ts";
import { type StreamLog, streamLog } from "./storage/stream-log.ts";
import {
  createExpiry,
  createIndexStorage,
  createStorage,
  dropExpiry,
  dropIndexStorage,
  dropStorage,
  fillIndex,
  openStorage,
  type TableStorage,
} from "./storage/table-storage.ts";
import type { StreamView, Table } from "./tables/table.ts";

/** A stream is known longer than its table. */
export interface StreamRecord {
  readonly arn: string;
  readonly label: string;
  readonly number: number;
  readonly tableName: string;
  readonly view: StreamView;
  readonly keySchema: readonly { readonly AttributeName: string; readonly KeyType: "HASH" | "RANGE" }[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it was disabled, or its table deleted; null: still on. */
  readonly endedAt: number | null;
}

export interface OpenTable {
  readonly table: Table;
  readonly storage: TableStorage;
}

export interface DynamoState {
  find(name: string): OpenTable | undefined;
  names(): string[];
  create(table: Table): void;
  /** Keeps a changed table, making and dropping the storage of indexes that came or went. */
  change(table: Table): void;
  remove(table: Table): void;
  /** Numbers for storage: never given twice, so that nothing old can be taken for something new. */
  nextNumber(): number;
  readonly streams: Collection<StreamRecord>;
  readonly log: StreamLog;
  /** Answers of finished transactions by client token, for ten minutes. */
  readonly tokens: Collection<{ readonly request: string; readonly at: number }>;
  readonly transaction: Store["transaction"];
  readonly clock: Clock;
}

export function dynamoState(store: Store, clock: Clock): DynamoState {
  const tables = store.collection<Table>("dynamodb.tables");
  const counters = store.collection<number>("dynamodb.counters");
  const open = new Map<string, OpenTable>();
  const names = new Set<string>();
  for (const { key } of tables.list()) names.add(key);

  const opened = (table: Table): OpenTable => {
    const entry = { table, storage: openStorage(store.database, table) };
    open.set(table.name, entry);
    return entry;
  };

  return {
    find(name) {
      const found = open.get(name);
      if (found !== undefined || !names.has(name)) return found;
      const table = tables.get(name);
      return table === undefined ? undefined : opened(table);
    },
    names: () => [...names].sort(),
    create(table) {
      store.transaction(() => {
        createStorage(store.database, table);
        tables.put(table.name, table);
      });
      names.add(table.name);
    },
    change(table) {
      const before = tables.get(table.name);
      const had = new Set(before?.indexes.map(({ number }) => number));
      const has = new Set(table.indexes.map(({ number }) => number));
      open.delete(table.name);
      store.transaction(() => {
        for (const number of has) {
          if (had.has(number)) continue;
          createIndexStorage(store.database, table, number);
          fillIndex(store.database, table, number);
        }
        for (const number of had) if (!has.has(number)) dropIndexStorage(store.database, table, number);
        if (table.timeToLive === null) dropExpiry(store.database, table);
        else if (table.timeToLive !== before?.timeToLive) createExpiry(store.database, table);
        tables.put(table.name, table);
      });
    },
    remove(table) {
      open.delete(table.name);
      names.delete(table.name);
      store.transaction(() => {
        dropStorage(store.database, table);
        tables.delete(table.name);
      });
    },
    nextNumber() {
      const number = (counters.get("storage") ?? 0) + 1;
      counters.put("storage", number);
      return number;
    },
    streams: store.collection("dynamodb.streams"),
    log: streamLog(store, counters),
    tokens: store.collection("dynamodb.tokens"),
    transaction: (work) => store.transaction(work),
    clock,
  };
}
