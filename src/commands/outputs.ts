import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { renderOutputs, renderOutputsAsEnv } from "../cli/render/outputs.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import type { StageOutputs } from "../operations/deploy.ts";
import { outputs } from "../operations/outputs.ts";
import { projectHere } from "../operations/project-here.ts";

export default class Outputs extends BaseCommand {
  static override readonly summary = "Print a stage's addresses and ids.";
  static override readonly description =
    "What clients and scripts need to find a stage: the API, the user pool, the table, the bucket. Nothing of it is secret.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "For people:", command: "plinth outputs --stage dev" },
    { description: "For a .env file:", command: "plinth outputs --stage dev --format env" },
    {
      description: "For the official Amplify libraries:",
      command: "plinth outputs --stage prod --format amplify",
    },
  ];
  static override readonly flags = {
    stage: stageFlag,
    format: Flags.option({ options: ["text", "env", "amplify"] as const })({
      default: "text",
      summary: "How to print them.",
    }),
  };

  async run(): Promise<StageOutputs> {
    const { flags } = await this.parse(Outputs);
    const project = projectHere();
    const result = await this.operate((context) => outputs({ project, stage: flags.stage }, context));
    const texts = {
      text: () => renderOutputs(result.outputs, this.style),
      env: () => renderOutputsAsEnv(result.outputs),
      amplify: () => result.amplify,
    };
    this.print(texts[flags.format]());
    return result.outputs;
  }
}
