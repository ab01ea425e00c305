import { setTimeout as pause } from "node:timers/promises";
import type { GraphqlClient } from "../../test/support/deployed/graphql-client.ts";
import type { Subscription } from "../../test/support/deployed/subscriber.ts";

/** What a client has done so far. */
export interface Tally {
  requests: number;
  readonly errors: string[];
  /** Milliseconds. */
  readonly times: number[];
  /** Ids of the records whose creation was answered. */
  readonly created: string[];
}

export function newTally(): Tally {
  return { requests: 0, errors: [], times: [], created: [] };
}

const create = `mutation ($input: NoteCreate!) {
  createNote(input: $input) { id tenantId code title count lastChange version }
}`;
const update = `mutation ($input: NoteUpdate!) {
  updateNote(input: $input) { id tenantId code title count lastChange version }
}`;

/**
 * A client that works without rest: creates a record, reads it, changes it, lists, calls a function.
 *
 * @param name tells its records from those of others
 */
export async function work(
  client: GraphqlClient,
  name: string,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const ask = async (document: string, variables: object = {}): Promise<Record<string, unknown> | null> => {
    const start = performance.now();
    tally.requests += 1;
    try {
      const { data, errors } = await client.query(document, variables);
      for (const { message } of errors) tally.errors.push(message);
      return errors.length === 0 ? data : null;
    } catch (error) {
      tally.errors.push(error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      tally.times.push(performance.now() - start);
    }
  };
  for (let turn = 0; !signal.aborted; turn += 1) {
    const code = `${name}-${turn}`;
    const made = await ask(create, { input: { code, title: `Title ${turn % 20}`, count: turn } });
    const { id } = Object(made?.["createNote"]);
    if (typeof id === "string") {
      tally.created.push(id);
      await ask("query ($id: ID!) { getNote(id: $id) { id code title count } }", { id });
      await ask(update, { input: { id, count: turn + 1, expectedVersion: 1 } });
    }
    await ask('{ listNotes(byTitle: { title: "Title 3" }, limit: 20) { items { id title } nextToken } }');
    if (turn % 10 === 0) await ask('{ greet(name: "Jane") { greeting } }');
    await pause(20);
  }
}

interface Changed {
  readonly onNoteChanged: { readonly id: string; readonly lastChange: string };
}

export const changesOfNotes = "subscription { onNoteChanged { id tenantId code count lastChange } }";

/** Compares what a subscription has got with what was created meanwhile in its tenant, and in others. */
export function compareEvents(
  { received }: Subscription<Changed>,
  created: readonly string[],
  foreign: readonly string[],
): { readonly expected: number; readonly lost: number; readonly twice: number; readonly foreign: number } {
  const counts = new Map<string, number>();
  for (const { onNoteChanged } of received) {
    if (onNoteChanged.lastChange !== "created") continue;
    counts.set(onNoteChanged.id, (counts.get(onNoteChanged.id) ?? 0) + 1);
  }
  return {
    expected: created.length,
    lost: created.filter((id) => !counts.has(id)).length,
    twice: [...counts.values()].filter((count) => count > 1).length,
    foreign: foreign.filter((id) => counts.has(id)).length,
  };
}
