import { BaseCommand } from "../cli/base-command.ts";
import { renderStatus } from "../cli/render/status.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import { projectHere } from "../operations/project-here.ts";
import { type StatusResult, status } from "../operations/status.ts";

export default class Status extends BaseCommand {
  static override readonly summary = "Tell how a stage is.";
  static override readonly description =
    "Its stacks and when they were deployed, its addresses, what failed in the last hour, alarms that ring, indexes that are " +
    "building, and whether infra/ is what the project says.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "In the local cloud:", command: "plinth status" },
    { description: "On AWS, for scripts:", command: "plinth status --stage prod --json" },
  ];
  static override readonly flags = { stage: stageFlag };

  async run(): Promise<StatusResult> {
    const { flags } = await this.parse(Status);
    const project = projectHere();
    const result = await this.operate((context) => status({ project, stage: flags.stage }, context));
    this.print(renderStatus(result, this.style));
    return result;
  }
}
