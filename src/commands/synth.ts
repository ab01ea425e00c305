import { resolve } from "node:path";
import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { terminalPrompter } from "../cli/prompts/terminal-prompter.ts";
import { renderSynth } from "../cli/render/synth.ts";
import { generate } from "../operations/generate.ts";
import { outOfDate } from "../operations/out-of-date.ts";
import { projectHere } from "../operations/project-here.ts";
import { type SynthResult, synth } from "../operations/synth.ts";

export default class Synth extends BaseCommand {
  static override readonly summary = "Turn the project into CloudFormation templates.";
  static override readonly description =
    "Runs the CDK app in infra/ into a cloud assembly, byte for byte what npx cdk synth gives. Where infra/ is out of date " +
    "it asks whether to generate first; with --yes it does, and in CI without --yes it fails.";
  static override readonly group = "Build";
  static override readonly examples = [
    { description: "The default stage, into cdk.out/:", command: "plinth synth" },
    { description: "Another stage, elsewhere:", command: "plinth synth --stage prod --out build/prod" },
    { description: "Without validating the templates, for a quick look:", command: "plinth synth --fast" },
    { description: "For scripts:", command: "plinth synth --yes --json" },
  ];
  static override readonly flags = {
    stage: Flags.string({
      summary: "Stage to synthesize. Left out: the first in plinth.config.ts.",
      helpValue: "<dev>",
    }),
    out: Flags.string({
      summary: "Folder of the assembly, which is replaced. Left out: cdk.out in the project.",
      helpValue: "<folder>",
    }),
    fast: Flags.boolean({
      default: false,
      summary: "Leave out the CDK's validation of the templates, which takes most of the time.",
    }),
  };

  async run(): Promise<SynthResult> {
    const { flags } = await this.parse(Synth);
    const project = projectHere();
    const input = {
      project,
      stage: flags.stage ?? null,
      out: flags.out === undefined ? resolve(project, "cdk.out") : resolve(flags.out),
      fast: flags.fast,
    };
    const mayGenerate = flags.yes || this.interactive;
    const wantsGenerate = mayGenerate && (await this.wantsGenerate(project, flags.yes));
    const result = await this.operate(async (context) => {
      if (wantsGenerate) await generate({ project, check: false, force: false }, context);
      return synth(input, context);
    });
    this.print(renderSynth(result, process.cwd(), this.style));
    return result;
  }

  private async wantsGenerate(project: string, yes: boolean): Promise<boolean> {
    const reason = await outOfDate(project);
    if (reason === null || yes) return reason !== null;
    const prompter = await terminalPrompter();
    return prompter.confirm({ message: `${reason} Generate now?`, default: true });
  }
}
