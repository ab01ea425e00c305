import { BaseCommand } from "../../cli/base-command.ts";
import { stateFlag } from "../../cli/cloud-flags.ts";
import { renderNotRunning, renderRunningCloud } from "../../cli/render/cloud.ts";
import { findRunningCloud, type RunningCloud } from "../../operations/cloud/running-cloud.ts";
import { cloudStateFolder } from "../../operations/cloud/state-folder.ts";

interface CloudStatusResult {
  readonly running: boolean;
  /** Absolute path. */
  readonly state: string;
  readonly cloud: RunningCloud | null;
}

export default class CloudStatus extends BaseCommand {
  static override readonly summary = "Tell whether the local cloud is running, and where.";
  static override readonly description =
    "Prints its address, region, account, credentials and where its state is kept. Where none is running it says so, and where its state would be.";
  static override readonly group = "Local cloud";
  static override readonly examples = [
    { description: "The project's:", command: "plinth cloud status" },
    { description: "For scripts:", command: "plinth cloud status --json" },
  ];
  static override readonly flags = { state: stateFlag };

  async run(): Promise<CloudStatusResult> {
    const { flags } = await this.parse(CloudStatus);
    const state = cloudStateFolder(flags.state ?? null, process.cwd());
    const cloud = findRunningCloud(state);
    this.print(cloud === null ? renderNotRunning(state, this.style) : renderRunningCloud(cloud, this.style));
    return { running: cloud !== null, state, cloud };
  }
}
