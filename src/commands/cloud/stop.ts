import { BaseCommand } from "../../cli/base-command.ts";
import { stateFlag } from "../../cli/cloud-flags.ts";
import { renderStopped } from "../../cli/render/cloud.ts";
import { cloudStateFolder } from "../../operations/cloud/state-folder.ts";
import { type StopResult, stopCloud } from "../../operations/cloud/stop.ts";

export default class CloudStop extends BaseCommand {
  static override readonly summary = "Stop the local cloud.";
  static override readonly description =
    "Ends the local cloud and waits until it has gone. Its state stays. Where none is running, nothing happens.";
  static override readonly group = "Local cloud";
  static override readonly examples = [
    { description: "The project's:", command: "plinth cloud stop" },
    { description: "Another one:", command: "plinth cloud stop --state build/cloud" },
  ];
  static override readonly flags = { state: stateFlag };

  async run(): Promise<StopResult> {
    const { flags } = await this.parse(CloudStop);
    const result = await stopCloud(cloudStateFolder(flags.state ?? null, process.cwd()));
    this.print(renderStopped(result, this.style));
    return result;
  }
}
