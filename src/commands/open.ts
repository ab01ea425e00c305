import { Args } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { stageFlag } from "../cli/stage-flag.ts";
import { type OpenResult, open, pages } from "../operations/open.ts";
import { projectHere } from "../operations/project-here.ts";

export default class Open extends BaseCommand {
  static override readonly summary = "Open a stage's page in the browser.";
  static override readonly description =
    "A page of AWS's console: the stacks, the API with its query editor, users, table, files, logs, dashboard. Of the local " +
    "cloud: the outbox of its mails, the API's address. Prints the address; without a terminal that is all it does.";
  static override readonly group = "Run";
  static override readonly examples = [
    { description: "The stacks of a stage:", command: "plinth open --stage dev" },
    { description: "The API, to try queries:", command: "plinth open api --stage dev" },
  ];
  static override readonly args = {
    page: Args.string({
      options: [...pages],
      default: "console",
      description: "Which page. Left out: console.",
    }),
  };
  static override readonly flags = { stage: stageFlag };

  async run(): Promise<OpenResult> {
    const { args, flags } = await this.parse(Open);
    const project = projectHere();
    const page = pages.find((each) => each === args.page) ?? "console";
    const browser = process.stdout.isTTY === true && this.interactive;
    const result = await this.operate((context) =>
      open({ project, stage: flags.stage, page, browser }, context),
    );
    this.print(`${result.url}\n`);
    return result;
  }
}
