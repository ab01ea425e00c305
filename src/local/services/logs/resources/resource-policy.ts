import { textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html */
export const logsResourcePolicy: ResourceType = {
  type: "AWS::Logs::ResourcePolicy",
  create: (properties, context) => put(properties, context),
  update: (_name, properties, _previous, context) => put(properties, context),

  async delete(policyName, _properties, context) {
    try {
      await context.call("logs", "DeleteResourcePolicy", { policyName }, context.caller);
    } catch (error) {
      if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

async function put(properties: Properties, context: ResourceContext): Promise<Provisioned> {
  const policyName = textOf(properties, "PolicyName");
  const policyDocument = textOf(properties, "PolicyDocument");
  await context.call("logs", "PutResourcePolicy", { policyName, policyDocument }, context.caller);
  return { physicalId: policyName ?? "", attributes: {} };
}
