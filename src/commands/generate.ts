import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { renderGenerate } from "../cli/render/generate.ts";
import { type GenerateResult, generate } from "../operations/generate.ts";
import { projectHere } from "../operations/project-here.ts";

export default class Generate extends BaseCommand {
  static override readonly summary = "Bring infra/ up to date with models and functions.";
  static override readonly description =
    "Writes the CDK app, the GraphQL schema and the types from plinth.config.ts, models/ and functions/, and deletes what " +
    "is no longer wanted. The same definition gives the same bytes. A generated file that was edited by hand stops it.";
  static override readonly group = "Build";
  static override readonly examples = [
    { description: "After editing models or functions by hand:", command: "plinth generate" },
    { description: "In CI: fail where somebody forgot to generate.", command: "plinth generate --check" },
    { description: "Give up edits that were made to generated files:", command: "plinth generate --force" },
  ];
  static override readonly flags = {
    check: Flags.boolean({
      default: false,
      summary: "Write nothing; exit with 2 and a list where something is out of date.",
    }),
    force: Flags.boolean({
      default: false,
      summary: "Overwrite generated files that were edited by hand.",
      exclusive: ["check"],
    }),
  };

  async run(): Promise<GenerateResult> {
    const { flags } = await this.parse(Generate);
    const project = projectHere();
    const result = await this.operate((context) =>
      generate({ project, check: flags.check, force: flags.force }, context),
    );
    this.print(renderGenerate(result, this.style));
    return result;
  }
}
