import { Flags } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { stateFlag } from "../../cli/cloud-flags.ts";
import { renderEnvironment, type Shell, shells } from "../../cli/render/cloud.ts";
import { cloudEnvironment } from "../../operations/cloud/environment.ts";
import { runningCloud } from "../../operations/cloud/running-cloud.ts";
import { cloudStateFolder } from "../../operations/cloud/state-folder.ts";

export default class CloudEnv extends BaseCommand {
  static override readonly summary = "Print the environment that points AWS tools at the local cloud.";
  static override readonly description =
    "Lines for a shell that set endpoint, region, keys and the certificate authority, as official SDKs, the AWS CLI and " +
    "the CDK toolkit read them.";
  static override readonly group = "Local cloud";
  static override readonly examples = [
    { description: "In bash, zsh and the like:", command: 'eval "$(plinth cloud env)"' },
    { description: "In fish:", command: "plinth cloud env --shell fish | source" },
    {
      description: "In PowerShell:",
      command: "plinth cloud env --shell powershell | Out-String | Invoke-Expression",
    },
    { description: "For scripts:", command: "plinth cloud env --json" },
  ];
  static override readonly flags = {
    shell: Flags.option({
      options: shells,
      default: "sh" as Shell,
      summary: "Shell to write for.",
    })(),
    state: stateFlag,
  };

  async run(): Promise<Readonly<Record<string, string>>> {
    const { flags } = await this.parse(CloudEnv);
    const cloud = runningCloud(cloudStateFolder(flags.state ?? null, process.cwd()));
    const environment = cloudEnvironment(cloud);
    this.print(renderEnvironment(environment, flags.shell));
    return environment;
  }
}
