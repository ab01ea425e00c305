import { Args, Flags } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { missingArgument } from "../../cli/missing-argument.ts";
import { renderAddedMember } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type AddMemberResult, addMember } from "../../operations/tenant/add-member.ts";

const example = "plinth tenant add-member acme bob@acme.example";

export default class TenantAddMember extends BaseCommand {
  static override readonly summary = "Let a person into a tenant, or give them roles in it.";
  static override readonly description =
    "Who has no account gets an invitation by e-mail with a temporary password. Who is in the tenant already gets the roles " +
    "in addition to those they have. Safe to repeat: nobody is invited twice.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "As a member:", command: example },
    { description: "The invitation was lost, or is too old:", command: `${example} --resend` },
    { description: "With roles, in production:", command: `${example} --role admin --stage prod` },
  ];
  static override readonly args = {
    tenant: Args.string({ description: "Id of the tenant." }),
    email: Args.string({ description: "E-mail address of the person." }),
  };
  static override readonly flags = {
    role: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      default: [],
      summary: "Role of plinth.config.ts. Left out: member, as everybody.",
      helpValue: "<admin>",
    }),
    resend: Flags.boolean({
      default: false,
      summary: "Invite again who has not signed in yet: a temporary password is good for seven days.",
    }),
    stage: stageFlag,
  };

  async run(): Promise<AddMemberResult> {
    const { args, flags } = await this.parse(TenantAddMember);
    const project = projectHere();
    const { tenant, email } = args;
    if (tenant === undefined) throw missingArgument("TENANT", example);
    if (email === undefined) throw missingArgument("EMAIL", example);
    const { stage, resend, role: roles } = flags;
    const result = await this.operate((context) =>
      addMember({ project, stage, tenant, email, roles, resend }, context),
    );
    this.print(renderAddedMember(result, this.style));
    return result;
  }
}
