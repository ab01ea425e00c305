import type { Connection } from "../../aws/connection.ts";
import { deleteItem } from "../../aws/dynamodb/delete-item.ts";
import { putItem } from "../../aws/dynamodb/put-item.ts";
import { queryPartition } from "../../aws/dynamodb/query-partition.ts";
import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import { backfillMark, backfillPartition } from "./registry.ts";

/** How far one segment of a pass over a table has come. */
export interface SegmentProgress {
  /** Items that were read, those of other models included. */
  readonly read: number;
  readonly written: number;
  /** Where to go on; null: at the beginning, or it is done. */
  readonly position: StoredItem | null;
  readonly done: boolean;
}

export const atTheBeginning: SegmentProgress = { read: 0, written: 0, position: null, done: false };

/** The memory of one run, in the pooled table, so that it can go on from any machine. */
export class RunProgress {
  readonly #connection: Connection;
  readonly #table: string;
  readonly #partition: string;
  #known: ReadonlyMap<string, SegmentProgress> | undefined;

  /** @param run a name that no other set of back-fills has */
  constructor(connection: Connection, table: string, run: string) {
    this.#connection = connection;
    this.#table = table;
    this.#partition = `${backfillPartition}#${run}`;
  }

  /** @param part names a segment of a pass: `all#3` */
  async of(part: string): Promise<SegmentProgress> {
    this.#known ??= await this.#read();
    return this.#known.get(part) ?? atTheBeginning;
  }

  async save(part: string, { read, written, position, done }: SegmentProgress): Promise<void> {
    await putItem(this.#connection, this.#table, {
      pk: { S: this.#partition },
      sk: { S: part },
      _m: { S: backfillMark },
      read: { N: `${read}` },
      written: { N: `${written}` },
      done: { BOOL: done },
      ...(position !== null && { position: { M: position } }),
    });
  }

  /** Forgets the run, which is over. */
  async clear(): Promise<void> {
    for (const part of (await this.#read()).keys())
      await deleteItem(this.#connection, this.#table, { pk: this.#partition, sk: part });
  }

  async #read(): Promise<ReadonlyMap<string, SegmentProgress>> {
    const items = await queryPartition(this.#connection, this.#table, this.#partition);
    return new Map(
      items.map((item) => [
        item["sk"]?.S ?? "",
        {
          read: Number(item["read"]?.N ?? 0),
          written: Number(item["written"]?.N ?? 0),
          position: item["position"]?.M ?? null,
          done: item["done"]?.BOOL ?? false,
        },
      ]),
    );
  }
}
