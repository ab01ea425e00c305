import { Args } from "@oclif/core";
import { BaseCommand } from "../../cli/base-command.ts";
import { missingArgument } from "../../cli/missing-argument.ts";
import { renderStatus } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type SetStatusResult, setStatus } from "../../operations/tenant/set-status.ts";

export default class TenantSuspend extends BaseCommand {
  static override readonly summary = "Suspend a tenant: nobody gets in until it is resumed.";
  static override readonly description =
    "Ends live updates, and from now on nobody gets tokens for the tenant; those that were given out before are good for an " +
    "hour at most. Data, members and their other tenants stay.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "In the local cloud:", command: "plinth tenant suspend acme" },
    { description: "In production:", command: "plinth tenant suspend acme --stage prod" },
  ];
  static override readonly args = { tenant: Args.string({ description: "Id of the tenant." }) };
  static override readonly flags = { stage: stageFlag };

  async run(): Promise<SetStatusResult> {
    const { args, flags } = await this.parse(TenantSuspend);
    const project = projectHere();
    const { tenant } = args;
    if (tenant === undefined) throw missingArgument("TENANT", "plinth tenant suspend acme");
    const { stage } = flags;
    const result = await this.operate((context) =>
      setStatus({ project, stage, tenant, status: "suspended" }, context),
    );
    this.print(renderStatus(result, this.style));
    return result;
  }
}
