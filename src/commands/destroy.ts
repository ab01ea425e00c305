import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { terminalPrompter } from "../cli/prompts/terminal-prompter.ts";
import { renderDestroyed, renderDestroyPlan } from "../cli/render/destroy.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import { styleFor } from "../cli/style.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { type DestroyPlan, type DestroyResult, destroy } from "../operations/destroy.ts";
import { projectHere } from "../operations/project-here.ts";

export default class Destroy extends BaseCommand {
  static override readonly summary = "Delete everything a stage has, data included.";
  static override readonly description =
    "Says what would be lost, asks for the stage's full name, and deletes it: what serves, the data, and what CloudFormation " +
    "leaves behind. A protected stage is refused. Interrupted, it is run again and goes on.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "Shows the plan, and asks:", command: "plinth destroy --stage dev" },
    { description: "With nobody to ask:", command: "plinth destroy --stage dev --confirm acme-dev" },
    {
      description: "Only what serves; tables, users and files stay:",
      command: "plinth destroy --stage dev --keep-data",
    },
  ];
  static override readonly flags = {
    stage: stageFlag,
    confirm: Flags.string({
      summary: "The app's and the stage's name, instead of typing it when asked.",
      helpValue: "<acme-dev>",
    }),
    "keep-data": Flags.boolean({
      default: false,
      summary: "Keep tables, users, files and secrets; say what they are called.",
    }),
  };

  async run(): Promise<DestroyResult> {
    const { flags } = await this.parse(Destroy);
    const project = projectHere();
    const result = await this.operate((context) =>
      destroy(
        {
          project,
          stage: flags.stage,
          keepData: flags["keep-data"],
          confirm: (plan) => this.confirm(plan, flags.confirm),
        },
        context,
      ),
    );
    this.print(renderDestroyed(result, this.style));
    return result;
  }

  private async confirm(plan: DestroyPlan, given: string | undefined): Promise<boolean> {
    await this.tell(renderDestroyPlan(plan, styleFor(process.stderr)));
    const typed = given ?? (this.interactive ? await askForName(plan) : null);
    if (typed === plan.name) return true;
    throw new UserError({
      code: "CONFIRMATION_NEEDED",
      message:
        typed === null
          ? "Nobody is there to type the name of what is to be destroyed."
          : `What is to be destroyed is called ${plan.name}, not ${JSON.stringify(typed.slice(0, 60))}.`,
      remedy: `Nothing was deleted. Where it is what you want: --confirm ${plan.name}`,
      exit: exitCode.refused,
    });
  }
}

async function askForName(plan: DestroyPlan): Promise<string> {
  const prompter = await terminalPrompter();
  const check = (answer: string) => (answer === plan.name ? null : `Type ${plan.name}, or press Ctrl-C.`);
  return prompter.text({ message: `Type ${plan.name} to destroy it`, check });
}
