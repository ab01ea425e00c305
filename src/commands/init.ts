import { basename, resolve } from "node:path";
import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { askAnswers } from "../cli/prompts/ask-answers.ts";
import { terminalPrompter } from "../cli/prompts/terminal-prompter.ts";
import { renderInit } from "../cli/render/init.ts";
import { assertRoom, type InitResult, init, packageManagerFor } from "../operations/init.ts";

export default class Init extends BaseCommand {
  static override readonly summary = "Make a new project.";
  static override readonly description =
    "Asks for what flags do not give, writes a project that is ready to deploy, installs it and starts a git repository. " +
    "Nothing is written until every answer is good, and an interrupted run leaves nothing behind.";
  static override readonly group = "Start";
  static override readonly examples = [
    { description: "Ask for everything, in a new folder:", command: "plinth init acme" },
    { description: "Ask for nothing:", command: "plinth init acme --yes" },
    {
      description: "Say everything, as a script would:",
      command:
        "plinth init acme --region eu-west-1 --stages dev,staging,prod --budget 800 --roles admin,member --email ops@acme.example --yes",
    },
  ];
  static override readonly args = {
    dir: Args.string({
      description: "Folder of the project; made where it is missing. Left out: the current one.",
    }),
  };
  static override readonly flags = {
    name: Flags.string({
      summary: "Name of the app, in lower-case with hyphens. Left out: the folder's name.",
    }),
    region: Flags.string({ summary: "AWS region. Left out: us-east-1.", helpValue: "<eu-west-1>" }),
    stages: Flags.string({
      summary: "Names of the stages, the default one first. Left out: dev,prod.",
      helpValue: "<dev,prod>",
    }),
    budget: Flags.string({
      summary: "US dollars a month at which an alarm goes off. Left out: 500.",
      helpValue: "<500>",
    }),
    email: Flags.string({
      summary: "Whom that alarm writes to. Left out: nobody.",
      helpValue: "<ops@acme.example>",
    }),
    roles: Flags.string({
      summary: "What people can be in a tenant; member is always among them. Left out: admin,member.",
      helpValue: "<admin,member>",
    }),
    "package-manager": Flags.option({
      options: ["npm", "pnpm", "yarn", "bun"] as const,
      summary:
        "What installs the project. Left out: the one in use around the folder, or that started Plinth.",
    })(),
    install: Flags.boolean({ allowNo: true, default: true, summary: "Install dependencies." }),
    git: Flags.boolean({
      allowNo: true,
      default: true,
      summary: "Start a git repository with a first commit.",
    }),
  };

  async run(): Promise<InitResult> {
    const { args, flags } = await this.parse(Init);
    const target = resolve(args.dir ?? ".");
    assertRoom(target);
    const answers = await askAnswers(
      flags,
      basename(target),
      this.interactive ? await terminalPrompter() : null,
    );
    const result = await this.operate((context) =>
      init(
        {
          target,
          answers,
          manager: flags["package-manager"] ?? packageManagerFor(target),
          install: flags.install,
          git: flags.git,
        },
        context,
      ),
    );
    this.print(renderInit(result, process.cwd(), this.style));
    return result;
  }
}
