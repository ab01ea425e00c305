import { Flags } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { stateFlag } from "../../cli/cloud-flags.ts";
import { renderRunningCloud } from "../../cli/render/cloud.ts";
import { cloudRegion } from "../../operations/cloud/cloud-region.ts";
import type { RunningCloud } from "../../operations/cloud/running-cloud.ts";
import { startCloudHere } from "../../operations/cloud/start.ts";
import { startInBackground } from "../../operations/cloud/start-in-background.ts";
import { cloudStateFolder } from "../../operations/cloud/state-folder.ts";

export default class CloudStart extends BaseCommand {
  static override readonly summary = "Start the local cloud.";
  static override readonly description =
    "Runs AWS's services on this machine, at one port that answers this machine only: deploy to it with what deploys to " +
    "AWS. It stays in the foreground until Ctrl-C, or goes on in the background. State is kept between runs.";
  static override readonly group = "Local cloud";
  static override readonly examples = [
    { description: "Until Ctrl-C:", command: "plinth cloud start" },
    {
      description: "In the background, for this shell:",
      command: 'plinth cloud start --background && eval "$(plinth cloud env)"',
    },
    {
      description: "On any free port, over state of its own:",
      command: "plinth cloud start --port 0 --state build/cloud",
    },
    { description: "For scripts:", command: "plinth cloud start --background --json" },
  ];
  static override readonly flags = {
    background: Flags.boolean({
      default: false,
      summary: "Go on in the background, and return once it answers.",
    }),
    port: Flags.integer({
      min: 0,
      max: 65535,
      summary:
        "Port to listen at, 0 for any free one. Left out: the last one, or 4510, or any free one where those are taken.",
      helpValue: "<port>",
    }),
    region: Flags.string({
      summary: "Region that it is. Left out: the project's, else AWS_REGION, or us-east-1.",
      helpValue: "<region>",
    }),
    state: stateFlag,
  };

  /** Foreground: the result is told when the cloud answers, not when it ends. */
  private told = false;

  async run(): Promise<RunningCloud> {
    const { flags } = await this.parse(CloudStart);
    const state = cloudStateFolder(flags.state ?? null, process.cwd());
    const region = flags.region ?? (await cloudRegion(process.cwd()));
    if (flags.background) {
      const program = process.argv[1] ?? "";
      const port = flags.port === undefined ? [] : ["--port", String(flags.port)];
      const words = ["cloud", "start", "--state", state, "--region", region, ...port];
      const command = [process.execPath, ...process.execArgv, program, ...words] as const;
      const cloud = await this.operate((context) =>
        startInBackground({ state, command: [...command] }, context),
      );
      this.print(renderRunningCloud(cloud, this.style));
      return cloud;
    }
    return this.operate(async (context) => {
      const log = (line: string) => void process.stderr.write(`${line}\n`);
      const { cloud, close } = await startCloudHere({ state, region, port: flags.port ?? null, log });
      if (this.jsonEnabled()) this.logJson(this.toSuccessJson(cloud));
      else this.print(renderRunningCloud(cloud, this.style));
      this.told = true;
      if (!context.signal.aborted)
        await new Promise((resolve) => context.signal.addEventListener("abort", resolve, { once: true }));
      await close();
      return cloud;
    });
  }

  override logJson(json: unknown): void {
    if (!this.told) super.logJson(json);
  }
}
