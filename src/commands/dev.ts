import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { listenToKeys } from "../cli/dev/dev-keys.ts";
import { type DevScreen, plainScreen, terminalScreen } from "../cli/dev/dev-screen.ts";
import { jsonScreen } from "../cli/dev/json-screen.ts";
import { Cancelled } from "../errors/cancelled.ts";
import { type DevControls, type DevEvent, dev } from "../operations/dev.ts";
import { open } from "../operations/open.ts";
import { projectHere } from "../operations/project-here.ts";

export default class Dev extends BaseCommand {
  static override readonly summary = "Run the project on this machine, and follow every change.";
  static override readonly description =
    "Starts the local cloud, deploys the stage local to it, and deploys again whenever a model, a function, the " +
    "configuration or infra/custom.ts is saved. What is wrong is explained, and the last good version goes on being served. " +
    "What functions log streams by. Data stays from one run to the next. Ctrl-C ends it.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "Until Ctrl-C:", command: "plinth dev" },
    {
      description: "With an empty cloud, filled by seed.ts where there is one:",
      command: "plinth dev --reset",
    },
    {
      description: "A field may go with its values:",
      command: "plinth dev --accept remove-field:Invoice.note",
    },
  ];
  static override readonly flags = {
    reset: Flags.boolean({ default: false, summary: "Remove all data and begin with an empty cloud." }),
    seed: Flags.boolean({
      allowNo: true,
      summary: "Run seed.ts at the start. Left out: where the cloud is empty and there is one.",
    }),
    accept: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      summary: "Allow one change that loses data, as the refusal names it.",
      helpValue: "<remove-field:Invoice.note>",
    }),
    port: Flags.integer({
      min: 0,
      max: 65535,
      summary:
        "Port of the local cloud, 0 for any free one. Left out: the last one, or 4510, or any free one where those are taken.",
      helpValue: "<port>",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Dev);
    const project = projectHere();
    const screen = this.screen(flags.debug);
    const stop = new AbortController();
    let controls: DevControls | null = null;
    let asked: readonly string[] = [];
    const onEvent = (event: DevEvent) => {
      if (event.kind === "failed") asked = event.accept;
      screen.show(event);
    };
    const release = this.interactive
      ? listenToKeys(process.stdin, {
          quit: () => stop.abort(),
          redeploy: () => controls?.redeploy(),
          accept: () => asked.length > 0 && controls?.redeploy(asked),
          open: () => {
            const quiet = { report() {}, signal: stop.signal };
            // Nothing to see yet, or no browser: the panel has the addresses.
            void open({ project, stage: "local", page: "console", browser: true }, quiet).catch(() => {});
          },
        })
      : () => {};
    try {
      await this.operate(async (context) => {
        const signal = AbortSignal.any([context.signal, stop.signal]);
        const started = (given: DevControls) => {
          controls = given;
        };
        const { reset, accept, port = null, seed = null } = flags;
        await dev({ project, reset, accept, port, seed, onEvent, onStart: started }, { ...context, signal });
      });
    } catch (error) {
      // Ctrl-C is how it is meant to end.
      if (!(error instanceof Cancelled)) throw error;
    } finally {
      release();
      screen.close();
    }
  }

  private screen(debug: boolean): DevScreen {
    if (this.jsonEnabled()) return jsonScreen((text) => void process.stdout.write(text));
    if (process.stdout.isTTY && this.interactive) return terminalScreen(process.stdout, this.style, debug);
    return plainScreen((text) => void process.stdout.write(text), this.style, debug);
  }

  /** Events were told one by one; there is no result in the end. */
  override toSuccessJson(): unknown {
    return { ok: true, result: null };
  }
}
