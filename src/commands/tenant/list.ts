import { BaseCommand } from "../../cli/base-command.ts";
import { renderTenants } from "../../cli/render/tenants.ts";
import { stageFlag } from "../../cli/stage-flag.ts";
import { projectHere } from "../../operations/project-here.ts";
import { type ListTenantsResult, listTenants } from "../../operations/tenant/list.ts";

export default class TenantList extends BaseCommand {
  static override readonly summary = "List the tenants of a stage.";
  static override readonly description = "All of them, oldest first, with their names and status.";
  static override readonly group = "Tenants";
  static override readonly examples = [
    { description: "Of the local cloud:", command: "plinth tenant list" },
    { description: "For scripts:", command: "plinth tenant list --stage prod --json" },
  ];
  static override readonly flags = { stage: stageFlag };

  async run(): Promise<ListTenantsResult> {
    const { flags } = await this.parse(TenantList);
    const project = projectHere();
    const result = await this.operate((context) => listTenants({ project, stage: flags.stage }, context));
    this.print(renderTenants(result, this.style));
    return result;
  }
}
