import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { missingArgument } from "../cli/missing-argument.ts";
import { askFunction, type FunctionAnswers } from "../cli/prompts/ask-function.ts";
import { terminalPrompter } from "../cli/prompts/terminal-prompter.ts";
import { renderAddFunction } from "../cli/render/authored.ts";
import { type AddFunctionResult, addFunction } from "../operations/add-function.ts";
import { knownNames } from "../operations/known-names.ts";
import { projectHere } from "../operations/project-here.ts";

const several = { multiple: true, multipleNonGreedy: true } as const;

export default class AddFunction extends BaseCommand {
  static override readonly summary = "Add a function: code of your own.";
  static override readonly description =
    "Writes functions/<name>/function.ts, which says when the function runs and what it may use, and handler.ts to start " +
    "from; then generates. With no --trigger, on a terminal, it asks.";
  static override readonly group = "Build";
  static override readonly examples = [
    { description: "Ask for everything:", command: "plinth add-function" },
    {
      description: "A mutation of the API, for admins:",
      command:
        "plinth add-function send-invoice --trigger mutation --input invoiceId:id --returns sent:boolean --access admin",
    },
    {
      description: "A webhook with a secret:",
      command:
        "plinth add-function stripe-webhook --trigger http --path /webhooks/stripe --secret STRIPE_KEY",
    },
    {
      description: "Every night:",
      command: "plinth add-function nightly-report --trigger schedule --every 1-day",
    },
    {
      description: "After invoices change:",
      command:
        "plinth add-function index-invoice --trigger model-change --model Invoice --on created,updated",
    },
  ];
  static override readonly args = {
    name: Args.string({ description: "Name in lower-case with hyphens: send-invoice." }),
  };
  static override readonly flags = {
    trigger: Flags.string({
      summary: "What starts it.",
      helpValue: "<query|mutation|http|schedule|model-change|file-upload|sign-in>",
    }),
    input: Flags.string({
      ...several,
      summary: "A field of the input (query, mutation).",
      helpValue: "<invoiceId:id>",
    }),
    returns: Flags.string({
      ...several,
      summary: "A field of the result, or a model (query, mutation).",
      helpValue: "<sent:boolean|Invoice|Invoice:list>",
    }),
    access: Flags.string({
      summary: "Who may call it (query, mutation, http). Left out: member.",
      helpValue: "<admin>",
    }),
    method: Flags.string({ summary: "HTTP method. Left out: POST.", helpValue: "<POST>" }),
    path: Flags.string({ summary: "Path of the address (http).", helpValue: "</webhooks/stripe>" }),
    every: Flags.string({ summary: "How often (schedule).", helpValue: "<1-hour>" }),
    cron: Flags.string({
      summary: "When, as a cron expression of six fields (schedule).",
      helpValue: "<'0 6 * * ? *'>",
    }),
    timezone: Flags.string({ summary: "Time zone of --cron. Left out: UTC.", helpValue: "<Europe/Zurich>" }),
    model: Flags.string({
      summary: "The model whose changes start it (model-change).",
      helpValue: "<Invoice>",
    }),
    on: Flags.string({ summary: "Which changes. Left out: all.", helpValue: "<created,updated,deleted>" }),
    prefix: Flags.string({
      summary: "Only files whose path begins so (file-upload).",
      helpValue: "<scans/>",
    }),
    event: Flags.string({
      summary: "When it runs (sign-in).",
      helpValue: "<preSignUp|postConfirmation|postAuthentication|customMessage>",
    }),
    secret: Flags.string({
      ...several,
      summary: "Name of a secret it reads; its value is set later.",
      helpValue: "<STRIPE_KEY>",
    }),
    env: Flags.string({
      ...several,
      summary: "An environment variable; never a secret.",
      helpValue: "<LOG_LEVEL=debug>",
    }),
    timeout: Flags.string({ summary: "Seconds after which it is stopped.", helpValue: "<10>" }),
    memory: Flags.string({ summary: "Megabytes of memory.", helpValue: "<512>" }),
    description: Flags.string({ summary: "What it does, for the API's documentation." }),
    "dry-run": Flags.boolean({ default: false, summary: "Write nothing; show the changes." }),
  };

  async run(): Promise<AddFunctionResult> {
    const { args, flags } = await this.parse(AddFunction);
    const project = projectHere();
    const answers = await this.complete(project, args.name ?? null, flags.trigger ?? null);
    const { secret, env, ...texts } = flags;
    const result = await this.operate((context) =>
      addFunction(
        {
          project,
          name: answers.name,
          // Flags win over answers: what was said on the command line was not asked for.
          options: {
            ...answers,
            ...defined(texts),
            secrets: secret,
            environment: env,
            trigger: answers.trigger,
          },
          dryRun: flags["dry-run"],
        },
        context,
      ),
    );
    this.print(renderAddFunction(result, this.style));
    return result;
  }

  /** Asks for what was not given, where somebody can be asked. A trigger given means that its flags are, too. */
  private async complete(
    project: string,
    name: string | null,
    trigger: string | null,
  ): Promise<FunctionAnswers> {
    if (name !== null && trigger !== null) return { name, trigger };
    if (this.interactive)
      return askFunction(await terminalPrompter(), await knownNames(project), name, trigger);
    const missing = name === null ? "NAME" : "--trigger";
    throw missingArgument(missing, "plinth add-function send-invoice --trigger mutation");
  }
}

function defined<T extends object>(texts: T): Partial<T> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as Partial<T>;
}
