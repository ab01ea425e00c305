import { BaseCommand } from "../../cli/base-command.ts";
import { stateFlag } from "../../cli/cloud-flags.ts";
import { terminalPrompter } from "../../cli/prompts/terminal-prompter.ts";
import { renderReset } from "../../cli/render/cloud.ts";
import { Cancelled } from "../../errors/cancelled.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { type ResetResult, resetCloud } from "../../operations/cloud/reset.ts";
import { cloudStateFolder } from "../../operations/cloud/state-folder.ts";

export default class CloudReset extends BaseCommand {
  static override readonly summary = "Remove all state of the local cloud.";
  static override readonly description =
    "Everything that was deployed to the local cloud and stored in it is gone afterwards. It must not be running. " +
    "Asks first; without a terminal, --yes is needed.";
  static override readonly group = "Local cloud";
  static override readonly examples = [
    { description: "Start afresh:", command: "plinth cloud stop && plinth cloud reset" },
    { description: "For scripts:", command: "plinth cloud reset --yes --json" },
  ];
  static override readonly flags = { state: stateFlag };

  async run(): Promise<ResetResult> {
    const { flags } = await this.parse(CloudReset);
    const state = cloudStateFolder(flags.state ?? null, process.cwd());
    if (!flags.yes) await this.confirm(state);
    const result = resetCloud(state);
    this.print(renderReset(result, this.style));
    return result;
  }

  private async confirm(state: string): Promise<void> {
    if (!this.interactive) {
      throw new UserError({
        code: "NOT_CONFIRMED",
        message: `This removes everything in ${state}, and nobody is there to ask.`,
        remedy: "Say so with --yes.",
        exit: exitCode.refused,
      });
    }
    const prompter = await terminalPrompter();
    if (!(await prompter.confirm({ message: `Remove everything in ${state}?`, default: false })))
      throw new Cancelled();
  }
}
