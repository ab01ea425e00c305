import { Args } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { missingArgument } from "../../cli/missing-argument.ts";
import { renderStatus } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type SetStatusResult, setStatus } from "../../operations/tenant/set-status.ts";

export default class TenantResume extends BaseCommand {
  static override readonly summary = "Let a suspended tenant go on.";
  static override readonly description =
    "Its members get tokens for it again with their next sign-in or refresh. Nothing of it was lost meanwhile.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "In the local cloud:", command: "plinth tenant resume acme" },
    { description: "In production:", command: "plinth tenant resume acme --stage prod" },
  ];
  static override readonly args = { tenant: Args.string({ description: "Id of the tenant." }) };
  static override readonly flags = { stage: stageFlag };

  async run(): Promise<SetStatusResult> {
    const { args, flags } = await this.parse(TenantResume);
    const project = projectHere();
    const { tenant } = args;
    if (tenant === undefined) throw missingArgument("TENANT", "plinth tenant resume acme");
    const { stage } = flags;
    const result = await this.operate((context) =>
      setStatus({ project, stage, tenant, status: "active" }, context),
    );
    this.print(renderStatus(result, this.style));
    return result;
  }
}
