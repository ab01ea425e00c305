import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { missingArgument } from "../../cli/missing-argument.ts";
import { askTenant } from "../../cli/prompts/ask-tenant.ts";
import { terminalPrompter } from "../../cli/prompts/terminal-prompter.ts";
import { renderCreatedTenant } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type CreateTenantResult, createTenant } from "../../operations/tenant/create.ts";

const example = "plinth tenant create acme --admin jane@acme.example";

export default class TenantCreate extends BaseCommand {
  static override readonly summary = "Create a tenant and invite its first member.";
  static override readonly description =
    "Makes the tenant and its first member at once. Who has no account yet gets an invitation by e-mail with a temporary " +
    "password. Safe to repeat, also after a crash: what is there stays as it is, and nobody is invited twice. A tenant of " +
    "that id with another name or other people is left alone and explained.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "In the local cloud:", command: example },
    {
      description: "By its name; the id becomes acme-inc:",
      command: 'plinth tenant create "Acme Inc" --admin jane@acme.example --stage prod',
    },
    {
      description: "With roles of plinth.config.ts:",
      command: "plinth tenant create acme --admin jane@acme.example --role owner --role billing",
    },
    { description: "For scripts:", command: `${example} --json` },
  ];
  static override readonly args = {
    tenant: Args.string({ description: "Id of a-z, 0-9 and dashes, or a name that an id is made of." }),
  };
  static override readonly flags = {
    admin: Flags.string({ summary: "E-mail address of the first member.", helpValue: "<jane@acme.example>" }),
    name: Flags.string({
      summary: "Name for people. Left out: as the tenant was given.",
      helpValue: '<"Acme Inc">',
    }),
    role: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      summary: "Role of the first member. Left out: the first of plinth.config.ts.",
      helpValue: "<admin>",
    }),
    stage: stageFlag,
  };

  async run(): Promise<CreateTenantResult> {
    const { args, flags } = await this.parse(TenantCreate);
    const project = projectHere();
    const given = { idOrName: args.tenant ?? null, admin: flags.admin ?? null };
    const answers = this.interactive ? await askTenant(terminalPrompter, given) : given;
    const { idOrName, admin } = answers;
    if (idOrName === null) throw missingArgument("TENANT", example);
    if (admin === null) throw missingArgument("--admin", example);
    const { stage, role: roles } = flags;
    const result = await this.operate((context) =>
      createTenant({ project, stage, idOrName, name: flags.name ?? null, admin, roles }, context),
    );
    this.print(renderCreatedTenant(result, this.style));
    return result;
  }
}
