import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { terminalPrompter } from "../cli/prompts/terminal-prompter.ts";
import { renderDeploy } from "../cli/render/deploy.ts";
import { renderPlan } from "../cli/render/deploy-plan.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import { styleFor } from "../cli/style.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { type DeployPlan, type DeployResult, deploy } from "../operations/deploy.ts";
import { generate } from "../operations/generate.ts";
import { outOfDate } from "../operations/out-of-date.ts";
import { projectHere } from "../operations/project-here.ts";

export default class Deploy extends BaseCommand {
  static override readonly summary = "Deploy the project to a stage.";
  static override readonly description =
    "Says in plain words what it is going to do, and does it: the local cloud, or AWS with the credentials that are there. " +
    "What would lose data is refused until a flag names exactly that change. Repeated, it does nothing; interrupted, it is " +
    "repeated. A protected stage asks first, and in CI wants --yes.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "To the local cloud, no account needed:", command: "plinth deploy" },
    { description: "To AWS, from CI:", command: "plinth deploy --stage prod --yes --json" },
    {
      description: "A field may go with its values:",
      command: "plinth deploy --accept remove-field:Invoice.note",
    },
    { description: "Only say what would be done:", command: "plinth deploy --stage prod --dry-run" },
  ];
  static override readonly flags = {
    stage: stageFlag,
    accept: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      summary: "Allow one change that loses data, as the refusal names it.",
      helpValue: "<remove-field:Invoice.note>",
    }),
    fast: Flags.boolean({
      default: false,
      summary: "Leave out the CDK's validation of the templates; CloudFormation has its own.",
    }),
    "dry-run": Flags.boolean({ default: false, summary: "Say what would be done, and do nothing." }),
  };

  async run(): Promise<DeployResult> {
    const { flags } = await this.parse(Deploy);
    const project = projectHere();
    const { stage, accept, fast } = flags;
    const mayGenerate = flags.yes || this.interactive;
    const wantsGenerate = mayGenerate && (await this.wantsGenerate(project, flags.yes));
    const result = await this.operate(async (context) => {
      if (wantsGenerate) await generate({ project, check: false, force: false }, context);
      const confirm = (plan: DeployPlan, isProtected: boolean) => this.confirm(plan, isProtected, flags.yes);
      return deploy({ project, stage, accept, fast, dryRun: flags["dry-run"], confirm }, context);
    });
    this.print(renderDeploy(result, this.style));
    return result;
  }

  private async confirm(plan: DeployPlan, isProtected: boolean, yes: boolean): Promise<boolean> {
    await this.tell(renderPlan(plan, styleFor(process.stderr)));
    if (!isProtected || yes) return true;
    if (!this.interactive) {
      throw new UserError({
        code: "CONFIRMATION_NEEDED",
        message: `The stage "${plan.stage}" is protected, and nobody is there to ask.`,
        remedy: "Add --yes where the plan is what you want.",
        exit: exitCode.refused,
      });
    }
    const prompter = await terminalPrompter();
    return prompter.confirm({ message: `Deploy to ${plan.stage}?`, default: false });
  }

  private async wantsGenerate(project: string, yes: boolean): Promise<boolean> {
    const reason = await outOfDate(project);
    if (reason === null || yes) return reason !== null;
    const prompter = await terminalPrompter();
    return prompter.confirm({ message: `${reason} Generate now?`, default: true });
  }
}
