import { jsonOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html */
export const cloudWatchDashboard: ResourceType = {
  type: "AWS::CloudWatch::Dashboard",

  create: (properties, context) =>
    put(textOf(properties, "DashboardName") ?? context.generatedName(255), properties, context),

  update: (name, properties, _previous, context) => put(name, properties, context),

  async delete(name, _properties, context) {
    try {
      await context.call("cloudwatch", "DeleteDashboards", { DashboardNames: [name] }, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "DashboardNotFoundError") throw error;
    }
  },
};

async function put(name: string, properties: Properties, context: ResourceContext): Promise<Provisioned> {
  const input = { DashboardName: name, DashboardBody: jsonOf(properties, "DashboardBody") };
  await context.call("cloudwatch", "PutDashboard", input, context.caller);
  return { physicalId: name, attributes: {} };
}
