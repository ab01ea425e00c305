import type { Connection } from "../../aws/connection.ts";
import type { BackendDescription } from "./backend-description.ts";
import type { BackendChange } from "./compare-backends.ts";
import { countRecords } from "./count-records.ts";
import { type Danger, dataDanger } from "./danger.ts";
import { type DataQuestion, questionAbout } from "./data-questions.ts";
import type { Backfill } from "./deploy-plan.ts";
import { type StageNames, tableOf } from "./table-names.ts";

export interface ExamineInput {
  readonly names: StageNames;
  readonly changes: readonly BackendChange[];
  /** What is deployed. */
  readonly before: BackendDescription;
  /** Ids of changes that may lose data; nobody looks how much. */
  readonly accept: ReadonlySet<string>;
  readonly signal: AbortSignal;
  onProgress(what: string): void;
}

/**
 * Looks at the records that are there: what the changes would lose, and what new indexes have to take in. Reads a table
 * only where something depends on it.
 */
export async function examineData(
  connection: Connection,
  { names, changes, before, accept, signal, onProgress }: ExamineInput,
): Promise<{ readonly dangers: readonly Danger[]; readonly backfills: readonly Backfill[] }> {
  const asked = changes.flatMap((change) => {
    const question = isNewLookup(change) ? lookupQuestion(change) : questionAbout(change);
    return question === null ? [] : [{ change, question }];
  });
  const open = asked.filter(({ question }) => !accept.has(question.id)).map(({ question }) => question);
  const counts = new Map<string, number>();
  for (const [table, questions] of await byTable(connection, names, before, open)) {
    const onPage = (read: number) => onProgress(`${read.toLocaleString("en-US")} items of ${table} read`);
    const found = await countRecords(connection, table, questions, { signal, onPage });
    for (const [id, count] of found) counts.set(id, count);
  }
  return {
    dangers: asked.flatMap(({ change, question }) => {
      if (isNewLookup(change)) return [];
      if (accept.has(question.id)) return [dataDanger(change, question, null, true)];
      const records = counts.get(question.id) ?? 0;
      return records === 0 ? [] : [dataDanger(change, question, records, false)];
    }),
    backfills: asked.flatMap(({ change, question }): readonly Backfill[] => {
      const records = counts.get(question.id) ?? 0;
      if (!isNewLookup(change) || records === 0) return [];
      const { model } = change;
      if ("index" in change) return [{ kind: "index", model, name: change.index, records }];
      return [{ kind: "unique", model, name: change.unique, records }];
    }),
  };
}

/** What is new for records that are there already, and has to be filled for them. */
type NewLookup =
  | Extract<BackendChange, { kind: "addIndex" | "removeIndex" }>
  | Extract<BackendChange, { kind: "addUnique" | "removeUnique" }>;

function isNewLookup(change: BackendChange): change is NewLookup {
  return change.kind === "addIndex" || change.kind === "addUnique";
}

function lookupQuestion(change: NewLookup): DataQuestion {
  const name = "index" in change ? change.index : change.unique;
  return { id: `fill:${change.model}.${name}`, model: change.model, records: { kind: "all" } };
}

async function byTable(
  connection: Connection,
  names: StageNames,
  before: BackendDescription,
  questions: readonly DataQuestion[],
): Promise<ReadonlyMap<string, readonly DataQuestion[]>> {
  const tables = await Promise.all(
    questions.map(async (question) => {
      const description = before.models[question.model];
      return description === undefined ? null : tableOf(connection, names, question.model, description);
    }),
  );
  const grouped = Map.groupBy(questions, (question) => tables[questions.indexOf(question)] ?? "");
  grouped.delete("");
  return grouped;
}
