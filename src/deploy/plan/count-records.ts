import type { Connection } from "../../aws/connection.ts";
import { type StoredItem, scan } from "../../aws/dynamodb/scan.ts";
import type { DataQuestion } from "./data-questions.ts";

/** The attribute of each item that names its model. */
const modelAttribute = "_m";

/**
 * Counts the records that each question is about, in one pass over the table.
 *
 * @param onPage told how many items have been read
 * @returns counts by the questions' ids
 */
export async function countRecords(
  connection: Connection,
  table: string,
  questions: readonly DataQuestion[],
  { signal, onPage }: { readonly signal: AbortSignal; onPage(read: number): void },
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(questions.map(({ id }) => [id, 0]));
  const fields = questions.flatMap(({ records }) => (records.kind === "all" ? [] : [records.field]));
  let read = 0;
  for await (const items of scan(connection, table, [...new Set([modelAttribute, ...fields])])) {
    signal.throwIfAborted();
    for (const item of items) {
      for (const question of questions) {
        if (isAbout(question, item)) counts.set(question.id, (counts.get(question.id) ?? 0) + 1);
      }
    }
    read += items.length;
    onPage(read);
  }
  return counts;
}

function isAbout({ model, records }: DataQuestion, item: StoredItem): boolean {
  if (item[modelAttribute]?.S !== model) return false;
  if (records.kind === "all") return true;
  const value = item[records.field];
  const absent = value === undefined || value.NULL === true;
  if (records.kind === "without") return absent;
  if (absent) return false;
  if (records.kind === "with") return true;
  const texts = value.L?.map((each) => each.S) ?? [value.S];
  return texts.some((text) => text === undefined || !records.values.includes(text));
}
