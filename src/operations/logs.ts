import { describeStack } from "../aws/cloudformation/describe-stack.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { findLogSources } from "../logs/find-log-sources.ts";
import { followLogs } from "../logs/follow-logs.ts";
import { functionLogGroup } from "../logs/function-log-group.ts";
import type { LogEntry } from "../logs/log-entry.ts";
import type { LogEvent } from "../logs/log-event.ts";
import type { LogSource } from "../logs/log-source.ts";
import { parseEntry } from "../logs/parse/parse-entry.ts";
import { readLogs } from "../logs/read-logs.ts";
import { since } from "../logs/since.ts";
import { textPattern } from "../logs/text-pattern.ts";
import type { OperationContext } from "./context.ts";
import type { Stage } from "./stage/stage.ts";
import { type StageInput, withStage } from "./stage/with-stage.ts";

export type { LogEntry, LoggedError, StackFrame } from "../logs/log-entry.ts";

export interface LogsInput extends StageInput {
  /** A function's name, `api` or `http`; null: all. */
  readonly source: string | null;
  /** How far back: "10m", or a time. */
  readonly since: string;
  /** A text that lines have; null: all lines. */
  readonly filter: string | null;
  /** Go on until the signal. */
  readonly follow: boolean;
  /** Also what Lambda and AppSync themselves write. */
  readonly all: boolean;
}

export interface LogsSummary {
  readonly stage: string;
  /** What was read, by name. */
  readonly sources: readonly string[];
  /** ISO 8601. */
  readonly since: string;
}

export interface LogsListener {
  /** Before the first entry. */
  begin(summary: LogsSummary): void;
  entry(entry: LogEntry): void;
}

/**
 * Reads the logs of a stage in the order of their time, and follows them where that is asked for.
 *
 * @throws UserError where there is no such function, nothing is deployed, or the logs may not be read
 */
export async function logs(
  input: LogsInput,
  context: OperationContext,
  listener: LogsListener,
): Promise<LogsSummary> {
  const from = since(input.since, Date.now());
  const pattern = input.filter === null ? null : textPattern(input.filter);
  return withStage(input, context, async (stage) => {
    const { connection, prefix, name } = stage;
    let sources = await sourcesOf(stage, input.source);
    const summary = {
      stage: name,
      sources: sources.map((source) => source.name),
      since: new Date(from).toISOString(),
    };
    listener.begin(summary);
    const wanted = (entry: LogEntry) =>
      input.all || entry.kind === "line" || (entry.kind === "summary" && input.source !== null);
    const tell = (event: LogEvent) => {
      const source = sources.find(({ group }) => group === event.group);
      const entry = source === undefined ? null : parseEntry(event, source);
      if (entry !== null && wanted(entry)) listener.entry(entry);
    };
    const groups = () => sources.map(({ group }) => group);
    if (!input.follow) {
      const ranges = groups().map((group) => ({ group, from, until: null }));
      for await (const event of readLogs(connection, ranges, pattern, context.signal)) tell(event);
      return summary;
    }
    if (stage.temporary) context.report({ kind: "warning", message: nobodyWrites });
    const onNotice = (message: string) => context.report({ kind: "warning", message });
    const follower = followLogs(
      connection,
      { groups: groups(), since: from, pattern, onNotice },
      tell,
      context.signal,
    );
    const watching = input.source === null ? watchDeployments(stage, context.signal, follow) : null;
    await follower.ended.finally(() => watching?.stop());
    return summary;

    async function follow(): Promise<void> {
      const found = await findLogSources(connection, prefix);
      if (found.length === 0) return;
      sources = found;
      follower.watch(groups());
    }
  });
}

const nobodyWrites =
  'The local cloud runs for this command alone, so nothing new will come. Run "plinth dev" or "plinth cloud start" first.';

async function sourcesOf(
  { connection, prefix, name }: Stage,
  wanted: string | null,
): Promise<readonly LogSource[]> {
  const found = await findLogSources(connection, prefix);
  if (found.length === 0) {
    throw new UserError({
      code: "NOT_DEPLOYED",
      message: `Nothing is deployed to the stage "${name}".`,
      remedy: `Deploy first: plinth deploy${name === "local" ? "" : ` --stage ${name}`}`,
      exit: exitCode.refused,
    });
  }
  if (wanted === null) return found;
  const group = functionLogGroup(prefix, wanted);
  const chosen = found.filter((source) => source.name === wanted || source.group === group);
  if (chosen.length > 0) return chosen.map((source) => ({ ...source, name: wanted }));
  throw new UserError({
    code: "UNKNOWN_LOG",
    message: `The stage "${name}" has no function ${JSON.stringify(wanted.slice(0, 70))}.`,
    remedy: `There are: ${found.map((source) => source.name).join(", ")}.`,
  });
}

/** In milliseconds. */
const lookEvery = 30_000;

/** Functions that are deployed while somebody follows all of them are followed, too. */
function watchDeployments(
  { connection, prefix }: Stage,
  signal: AbortSignal,
  onDeployed: () => Promise<void>,
): { stop(): void } {
  let known: string | null | undefined;
  const look = async () => {
    const stack = await describeStack(connection, `${prefix}-service`);
    const now = stack === null ? null : `${stack.status} ${stack.changedAt}`;
    if (known !== undefined && known !== now && !signal.aborted) await onDeployed();
    known = now;
  };
  // Missing one look is no harm: the next one comes.
  const timer = setInterval(() => void look().catch(() => {}), lookEvery);
  void look().catch(() => {});
  return { stop: () => clearInterval(timer) };
}
