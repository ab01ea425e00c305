import { Args } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { missingArgument } from "../../cli/missing-argument.ts";
import { renderRemovedMember } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type RemoveMemberResult, removeMember } from "../../operations/tenant/remove-member.ts";

const example = "plinth tenant remove-member acme bob@acme.example";

export default class TenantRemoveMember extends BaseCommand {
  static override readonly summary = "Take a person out of a tenant.";
  static override readonly description =
    "Ends their live updates and lets them get no more tokens for the tenant; those that they have are good for an hour at " +
    "most. Their account, other tenants and what they made stay.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "In the local cloud:", command: example },
    { description: "In production:", command: `${example} --stage prod` },
  ];
  static override readonly args = {
    tenant: Args.string({ description: "Id of the tenant." }),
    email: Args.string({ description: "E-mail address of the person." }),
  };
  static override readonly flags = { stage: stageFlag };

  async run(): Promise<RemoveMemberResult> {
    const { args, flags } = await this.parse(TenantRemoveMember);
    const project = projectHere();
    const { tenant, email } = args;
    if (tenant === undefined) throw missingArgument("TENANT", example);
    if (email === undefined) throw missingArgument("EMAIL", example);
    const { stage } = flags;
    const result = await this.operate((context) => removeMember({ project, stage, tenant, email }, context));
    this.print(renderRemovedMember(result, this.style));
    return result;
  }
}
