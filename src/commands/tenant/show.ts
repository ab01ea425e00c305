import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { missingArgument } from "../../cli/missing-argument.ts";
import { renderTenant } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type ShowTenantResult, showTenant } from "../../operations/tenant/show.ts";

export default class TenantShow extends BaseCommand {
  static override readonly summary = "Show a tenant and its members.";
  static override readonly description =
    "Name, status, who created it and when, and the people in it with their roles and whether they have signed in yet.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "In the local cloud:", command: "plinth tenant show acme" },
    { description: "For scripts:", command: "plinth tenant show acme --stage prod --json" },
  ];
  static override readonly args = { tenant: Args.string({ description: "Id of the tenant." }) };
  static override readonly flags = {
    members: Flags.integer({
      min: 0,
      max: 10_000,
      default: 50,
      summary: "How many members to look up.",
      helpValue: "<50>",
    }),
    stage: stageFlag,
  };

  async run(): Promise<ShowTenantResult> {
    const { args, flags } = await this.parse(TenantShow);
    const project = projectHere();
    const id = args.tenant;
    if (id === undefined) throw missingArgument("TENANT", "plinth tenant show acme");
    const { stage, members: most } = flags;
    const result = await this.operate((context) => showTenant({ project, stage, id, most }, context));
    this.print(renderTenant(result, this.style));
    return result;
  }
}
