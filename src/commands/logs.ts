import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { renderLogEntry } from "../cli/render/log-entry.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import { styleFor } from "../cli/style.ts";
import { type LogEntry, type LogsSummary, logs } from "../operations/logs.ts";
import { projectHere } from "../operations/project-here.ts";

interface LogsResult extends LogsSummary {
  readonly entries: readonly LogEntry[];
}

export default class Logs extends BaseCommand {
  static override readonly summary = "Show what a stage has logged.";
  static override readonly description =
    "All functions and the API of a stage, in the order of their time; or one function, or the API by itself (api, http). " +
    "Errors come with stacks that name your files. With --follow it goes on until Ctrl-C, and each line comes once. Of what " +
    "Lambda and AppSync themselves write, failures are shown; how each request ended, where one log is asked for; the rest " +
    "with --all.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "The last ten minutes of everything:", command: "plinth logs" },
    { description: "One function, as it runs:", command: "plinth logs send-invoice --follow" },
    {
      description: "What happened in a request that a customer names:",
      command: "plinth logs --stage prod --since 2d --filter 1f54d6ca-90c0-412b-9484-5df13dff9bca",
    },
    { description: "For scripts, a line of JSON an entry:", command: "plinth logs --follow --json" },
  ];
  static override readonly args = {
    source: Args.string({ description: "A function's name, api or http. Left out: all." }),
  };
  static override readonly flags = {
    follow: Flags.boolean({ char: "f", default: false, summary: "Go on until Ctrl-C." }),
    since: Flags.string({
      default: "10m",
      summary: "How far back (90s, 10m, 2h, 3d, 1w), or a time.",
      helpValue: "<10m>",
    }),
    filter: Flags.string({
      summary: "Only lines with this text: an id, a tenant, a word.",
      helpValue: "<text>",
    }),
    all: Flags.boolean({ default: false, summary: "Also all that Lambda and AppSync themselves write." }),
    stage: stageFlag,
  };

  /** With --follow and --json each entry has been told already, on a line of its own. */
  private told = false;

  async run(): Promise<LogsResult> {
    const { args, flags } = await this.parse(Logs);
    const project = projectHere();
    const { stage, since, follow, all } = flags;
    const input = {
      project,
      stage,
      since,
      follow,
      all,
      source: args.source ?? null,
      filter: flags.filter ?? null,
    };
    const closed = whenClosed(process.stdout);
    const entries: LogEntry[] = [];
    let begun: LogsSummary = { stage, sources: [], since };
    let count = 0;
    const listener = {
      begin: (summary: LogsSummary) => {
        begun = summary;
        this.told = follow;
        if (follow) this.hint(`Following ${begun.sources.join(", ")}. Ctrl-C ends it.`);
      },
      entry: (entry: LogEntry) => {
        count += 1;
        const width = Math.max(...begun.sources.map(({ length }) => length));
        if (!this.jsonEnabled()) process.stdout.write(renderLogEntry(entry, { style: this.style, width }));
        else if (follow) process.stdout.write(`${JSON.stringify(entry)}\n`);
        else entries.push(entry);
      },
    };
    const summary = await this.operate((context) => {
      const signal = AbortSignal.any([context.signal, closed]);
      return logs(input, { report: context.report, signal }, listener);
    }).catch((error: unknown) => {
      // Whoever closes the pipe has seen enough.
      if (closed.aborted) return begun;
      throw error;
    });
    if (count === 0 && !follow)
      this.hint(
        `Nothing in that time (--since ${since}). Further back: --since 1d. What services write: --all.`,
      );
    return { ...summary, entries };
  }

  private hint(text: string): void {
    if (!this.jsonEnabled()) process.stderr.write(`${styleFor(process.stderr).dim(text)}\n`);
  }

  override toSuccessJson(result: unknown): unknown {
    return this.told ? null : super.toSuccessJson(result);
  }

  override logJson(json: unknown): void {
    if (json !== null) super.logJson(json);
  }
}

/** Aborted when nobody reads any more, as `head` does after its lines. */
function whenClosed(stream: NodeJS.WriteStream): AbortSignal {
  const closed = new AbortController();
  stream.once("error", () => closed.abort());
  return closed.signal;
}
