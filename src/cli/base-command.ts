import { Command, Flags } from "@oclif/core";
import { Cancelled } from "../errors/cancelled.ts";
import { asDiskRefusal } from "../errors/disk-refusal.ts";
import type { OperationContext } from "../operations/context.ts";
import { errorResult, exitCodeOf } from "./error-result.ts";
import { onInterrupt } from "./on-interrupt.ts";
import { asUserError } from "./parse-error.ts";
import { renderError } from "./render/error.ts";
import { createLineReporter } from "./reporter/line-reporter.ts";
import { type Reporter, silentReporter } from "./reporter/reporter.ts";
import { createTaskReporter } from "./reporter/task-reporter.ts";
import { type Style, styleFor } from "./style.ts";

/**
 * What every command of Plinth has: `--json`, `--yes`, `--debug`, one way to show errors, and the running of an
 * operation with progress and Ctrl-C. Results go to standard output, everything else to standard error.
 */
export abstract class BaseCommand extends Command {
  static override readonly enableJsonFlag = true;
  static override readonly baseFlags = {
    json: Flags.boolean({
      default: false,
      helpGroup: "GLOBAL",
      summary: "Print the result as JSON, and nothing else.",
    }),
    yes: Flags.boolean({
      default: false,
      char: "y",
      helpGroup: "GLOBAL",
      summary: "Ask nothing: take the default or yes as every answer.",
    }),
    debug: Flags.boolean({
      default: false,
      helpGroup: "GLOBAL",
      summary: "Show the stack trace of an error.",
    }),
  };

  /** The heading under which `plinth --help` lists the command. */
  static readonly group: string = "Other";

  /** For what goes to standard output. */
  protected readonly style: Style = styleFor(process.stdout);

  /** May questions be asked? Not with `--yes` or `--json`, in CI, or without a terminal on both ends. */
  protected get interactive(): boolean {
    const ci = process.env["CI"];
    return (
      process.stdin.isTTY === true &&
      process.stderr.isTTY === true &&
      (ci === undefined || ci === "" || ci === "false") &&
      !this.hasFlag("--yes") &&
      !this.hasFlag("-y") &&
      !this.jsonEnabled()
    );
  }

  /** Prints a result for people. Says nothing with `--json`. */
  protected print(text: string): void {
    if (!this.jsonEnabled()) process.stdout.write(text);
  }

  private shown: Reporter = silentReporter;

  /** Says something to people while an operation is between two steps. Says nothing with `--json`. */
  protected async tell(text: string): Promise<void> {
    await this.shown.close();
    if (!this.jsonEnabled()) process.stderr.write(text);
  }

  /**
   * Runs an operation: shows its progress, and turns Ctrl-C into its abort signal.
   *
   * @throws Cancelled after Ctrl-C, once the operation has cleaned up
   */
  protected async operate<T>(work: (context: OperationContext) => Promise<T>): Promise<T> {
    const reporter = this.reporter();
    this.shown = reporter;
    const controller = new AbortController();
    const stopListening = onInterrupt(() => controller.abort());
    try {
      return await work({ report: (event) => reporter.report(event), signal: controller.signal });
    } catch (error) {
      // A child process that the terminal stopped too fails in its own words; the cause is still Ctrl-C.
      throw controller.signal.aborted && !(error instanceof Cancelled) ? new Cancelled() : error;
    } finally {
      stopListening();
      await reporter.close();
    }
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }

  override toSuccessJson(result: unknown): unknown {
    return { ok: true, result };
  }

  override async catch(thrown: Error): Promise<void> {
    const error = asDiskRefusal(asUserError(thrown, this.ctor));
    process.exitCode = exitCodeOf(error);
    if (this.jsonEnabled()) return this.logJson(errorResult(error));
    process.stderr.write(renderError(error, styleFor(process.stderr), this.hasFlag("--debug")));
  }

  private reporter(): Reporter {
    if (this.jsonEnabled()) return silentReporter;
    if (process.stderr.isTTY === true && process.env["CI"] === undefined)
      return createTaskReporter(process.stderr);
    return createLineReporter((text) => void process.stderr.write(text));
  }

  private hasFlag(flag: string): boolean {
    const end = this.argv.indexOf("--");
    return (end === -1 ? this.argv : this.argv.slice(0, end)).includes(flag);
  }
}
