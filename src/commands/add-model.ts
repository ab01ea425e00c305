import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../cli/base-command.ts";
import { missingArgument } from "../cli/missing-argument.ts";
import { askModelFields, type ModelAnswers } from "../cli/prompts/ask-model-fields.ts";
import { terminalPrompter } from "../cli/prompts/terminal-prompter.ts";
import { renderAddModel } from "../cli/render/authored.ts";
import { type AddModelResult, addModel } from "../operations/add-model.ts";
import { knownNames } from "../operations/known-names.ts";
import { projectHere } from "../operations/project-here.ts";

const several = { multiple: true, multipleNonGreedy: true } as const;

export default class AddModel extends BaseCommand {
  static override readonly summary = "Add a model, or fields to one.";
  static override readonly description =
    "Writes models/<name>.ts, adds the other side of each relation, and generates: all of it or nothing. A field is " +
    "name:type, and more words after further colons: optional, list, unique, default=..., max=..., onDelete=... Types are " +
    "text, integer, decimal, money, boolean, date, time, dateTime, email, url, phone, json, id, file, oneOf:a,b, the name " +
    "of an exported type, and belongsTo, hasMany, hasOne, manyToMany with a model. Where a value has a space or a colon, " +
    "write %20 or %3A. With no fields, on a terminal, it asks.";
  static override readonly usage = "add-model NAME FIELD... [flags]";
  static override readonly group = "Build";
  static override readonly examples = [
    { description: "Ask for everything:", command: "plinth add-model" },
    {
      description: "A model that points to another:",
      command:
        "plinth add-model Invoice number:text:unique status:oneOf:draft,sent,paid:default=draft total:money dueOn:date:optional customer:belongsTo:Customer",
    },
    {
      description: "Look up by status, sorted; only admins delete:",
      command:
        "plinth add-model Task title:text status:text:max=20 dueOn:date --index byStatus:status:sort=dueOn --delete admin",
    },
    {
      description: "See what a new field would change:",
      command: "plinth add-model Invoice note:text:optional --dry-run",
    },
  ];
  static override readonly strict = false;
  static override readonly args = {
    name: Args.string({ description: "Name in the singular: Invoice. Fields are added where it exists." }),
    field: Args.string({ description: "As many as there are: number:text:unique." }),
  };
  static override readonly flags = {
    index: Flags.string({
      ...several,
      summary: "Look records up by fields.",
      helpValue: "<byStatus:status:sort=dueOn>",
    }),
    unique: Flags.string({
      ...several,
      summary: "No two records have the same in all of these.",
      helpValue: "<customer,number>",
    }),
    read: Flags.string({
      summary: "Who may read: roles, creator, signedIn; , is or, + is and.",
      helpValue: "<member>",
    }),
    create: Flags.string({ summary: "Who may create.", helpValue: "<member>" }),
    update: Flags.string({ summary: "Who may update.", helpValue: "<admin,creator>" }),
    delete: Flags.string({ summary: "Who may delete.", helpValue: "<admin>" }),
    scope: Flags.string({
      summary: "Whose data it is. Left out: tenant.",
      helpValue: "<tenant|user|global>",
    }),
    "soft-delete": Flags.string({
      summary: "Deleted records can be restored for so many days.",
      helpValue: "<30>",
    }),
    ttl: Flags.string({
      summary: "The dateTime field after which a record is gone.",
      helpValue: "<expiresAt>",
    }),
    shards: Flags.string({ summary: "Spread a very busy model over so many partitions.", helpValue: "<4>" }),
    dedicated: Flags.boolean({ default: false, summary: "Give it a table of its own." }),
    plural: Flags.string({
      summary: "Plural of the name, where adding an s is wrong.",
      helpValue: "<People>",
    }),
    description: Flags.string({ summary: "What it is, for the API's documentation." }),
    inverse: Flags.boolean({ allowNo: true, default: true, summary: "Add the other sides of relations." }),
    "dry-run": Flags.boolean({ default: false, summary: "Write nothing; show the changes." }),
  };

  async run(): Promise<AddModelResult> {
    const { args, argv, flags } = await this.parse(AddModel);
    const project = projectHere();
    const given = { name: args.name ?? null, fields: argv.slice(1).map(String) };
    const answers = await this.complete(project, given);
    const result = await this.operate((context) =>
      addModel(
        {
          project,
          name: answers.name,
          fields: answers.fields,
          options: {
            indexes: flags.index,
            uniques: flags.unique,
            access: { read: flags.read, create: flags.create, update: flags.update, delete: flags.delete },
            scope: flags.scope ?? answers.scope ?? undefined,
            softDelete: flags["soft-delete"],
            ttl: flags.ttl,
            shards: flags.shards,
            dedicated: flags.dedicated,
            plural: flags.plural,
            description: flags.description,
          },
          inverse: flags.inverse,
          dryRun: flags["dry-run"],
        },
        context,
      ),
    );
    this.print(renderAddModel(result, this.style));
    return result;
  }

  /** Asks for what was not given, where somebody can be asked. */
  private async complete(
    project: string,
    given: { name: string | null; fields: string[] },
  ): Promise<ModelAnswers> {
    if (given.fields.length === 0 && this.interactive) {
      return askModelFields(await terminalPrompter(), await knownNames(project), given.name);
    }
    if (given.name === null)
      throw missingArgument("NAME", "plinth add-model Invoice number:text:unique total:money");
    return { name: given.name, fields: given.fields, scope: null };
  }
}
