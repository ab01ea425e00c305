import { Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { renderSeed } from "../cli/render/seed.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import { projectHere } from "../operations/project-here.ts";
import { type SeedResult, seed } from "../operations/seed.ts";

export default class Seed extends BaseCommand {
  static override readonly summary = "Fill a stage with the data of seed.ts.";
  static override readonly description =
    "Runs the project's seed.ts: tenants, users and records to develop with, typed by the models. It goes through the API as " +
    "the system does. Made to be done again: what is there already is left, or changed to what the file says. A protected " +
    "stage is refused.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "The local cloud:", command: "plinth seed" },
    { description: "A stage on AWS:", command: "plinth seed --stage dev" },
  ];
  static override readonly flags = {
    stage: stageFlag,
    "allow-protected": Flags.boolean({ default: false, summary: "Do it also where the stage is protected." }),
  };

  async run(): Promise<SeedResult> {
    const { flags } = await this.parse(Seed);
    const said: string[] = [];
    const result = await this.operate((context) =>
      seed(
        {
          project: projectHere(),
          stage: flags.stage,
          allowProtected: flags["allow-protected"],
          onLog: (message) => said.push(message),
        },
        context,
      ),
    );
    this.print(renderSeed(result, said, this.style));
    return result;
  }
}
