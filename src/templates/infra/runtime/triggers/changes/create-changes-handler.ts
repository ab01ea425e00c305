import type { ModelSpec } from "../../data/spec.ts";
import type { Invocation } from "../../lambda/invocation.ts";
import { createLogger, type Logger } from "../../lambda/log/logger.ts";
import type { ChangeOutlets } from "./change-outlets.ts";
import { needsCleanUp } from "./clean-up.ts";
import { parseJobs } from "./clean-up-job.ts";
import { droppedFiles } from "./dropped-files.ts";
import { inParallel } from "./in-parallel.ts";
import { type CountingContext, JobRunner } from "./job-runner.ts";
import { modelChange } from "./model-change.ts";
import { type RecordChange, readChange } from "./record-change.ts";
import { removeGuards } from "./remove-guards.ts";
import type { BatchResult, ChangesEvent, QueueRecord, StreamRecord } from "./stream-event.ts";
import type { Tables } from "./tables.ts";

export interface ChangesSettings {
  readonly models: readonly ModelSpec[];
  /** The functions that wait for changes. */
  readonly listeners: readonly Listener[];
  readonly pooledTable: string;
  readonly tableOf: (spec: ModelSpec) => string;
  readonly tables: Tables;
  readonly outlets: ChangeOutlets;
  readonly now: () => Date;
}

/** A modelChange function. */
export interface Listener {
  readonly name: string;
  readonly model: string;
  readonly on: readonly string[];
}

/** Records of different keys at a time. */
const width = 8;
/** What the stream's reader does of one clean-up before the queue takes over: other tenants' changes are waiting. */
const streamShareMs = 2_000;
/** Time to send the rest back to the queue and to answer. */
const reserveMs = 8_000;

/**
 * The one reader of the tables' streams and of the clean-up queue.
 *
 * Of each changed record it frees unique values, deletes dropped files, cleans up dependents and links, and invokes the
 * functions that wait for such a change. Everything can be done twice. Records of one key keep their order; what failed is
 * reported and comes again. A record that cannot be understood is logged and passed over: it would never be understood,
 * and everything behind it would wait.
 */
export function createChangesHandler(settings: ChangesSettings) {
  const models = new Map(settings.models.map((spec) => [spec.name, spec]));

  return async ({ Records }: ChangesEvent, invocation: Invocation): Promise<BatchResult> => {
    const log = createLogger({ fields: { function: "changes", requestId: invocation.awsRequestId } });
    const work = { log, invocation, jobs: new JobRunner(settings.outlets) };
    const failures: string[] = [];
    const attempt = async (itemIdentifier: string, act: () => Promise<void>): Promise<boolean> => {
      try {
        await act();
        return true;
      } catch (error) {
        log.error("Not done; it will come again", { itemIdentifier, error });
        failures.push(itemIdentifier);
        return false;
      }
    };

    await inParallel([...byKey(Records)], width, async (records) => {
      for (const record of records) {
        const isDone =
          record.eventSource === "aws:sqs"
            ? await attempt(record.messageId, () => followMessage(record, work))
            : await attempt(record.dynamodb.SequenceNumber, () => followChange(record, work));
        // What comes after it must not overtake it.
        if (!isDone) break;
      }
    });
    // Thrown, this brings the whole batch again: nothing of it is lost, and nothing harmful done twice.
    await work.jobs.finish();
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };

  async function followChange(record: StreamRecord, { log, invocation, jobs }: Work): Promise<void> {
    const change = understood(record, log);
    if (change === null) return;
    const { tenantId } = change.owner;
    const context = cleanUpContext(tenantId === null ? log : log.with({ tenant: tenantId }), () =>
      Math.min(streamShareMs, timeLeft(invocation)),
    );
    if (change.before !== null && change.after === null) {
      await removeGuards(context, change, change.before);
      if (needsCleanUp(context, change.spec.name)) {
        const { prefix } = change.owner;
        await jobs.start(context, {
          model: change.spec.name,
          id: change.id,
          prefix,
          round: "first",
          idle: 0,
        });
      }
    }
    await inParallel(droppedFiles(change), width, (key) => settings.outlets.deleteFile(key));
    const told = modelChange(change);
    if (told === null) return;
    const listeners = settings.listeners.filter(
      ({ model, on }) => model === told.model && on.includes(told.kind),
    );
    await inParallel(listeners, width, ({ name }) => settings.outlets.invoke(name, told));
  }

  async function followMessage({ body }: QueueRecord, { log, invocation, jobs }: Work): Promise<void> {
    const context = cleanUpContext(log, () => timeLeft(invocation));
    for (const job of parseJobs(body)) await jobs.run(context, job);
  }

  function understood(record: StreamRecord, log: Logger): RecordChange | null {
    try {
      return readChange(record, models);
    } catch (error) {
      log.error("Not understood; passed over", { eventId: record.eventID, error });
      return null;
    }
  }

  /** @param share milliseconds that the clean-up may take from now on */
  function cleanUpContext(log: Logger, share: () => number): CountingContext {
    const { tables, pooledTable, tableOf, now } = settings;
    const deadline = Date.now() + share();
    let count = 0;
    return {
      models,
      tables,
      pooledTable,
      tableOf,
      log,
      now: () => now().toISOString(),
      isLate: () => Date.now() > deadline,
      progress: (items) => {
        count += items;
      },
      seen: () => count,
    };
  }
}

/** What belongs to one invocation. */
interface Work {
  readonly log: Logger;
  readonly invocation: Invocation;
  readonly jobs: JobRunner;
}

function timeLeft({ getRemainingTimeInMillis }: Invocation): number {
  return Math.max(0, getRemainingTimeInMillis() - reserveMs);
}

/** Changes of one key in the order of the stream; messages one by one. */
function byKey(records: ChangesEvent["Records"]): Iterable<(StreamRecord | QueueRecord)[]> {
  const groups = Map.groupBy(records, (record) => {
    if (record.eventSource === "aws:sqs") return record.messageId;
    const { pk, sk } = record.dynamodb.NewImage ?? record.dynamodb.OldImage ?? {};
    return JSON.stringify([pk?.S, sk?.S]);
  });
  return groups.values();
}
