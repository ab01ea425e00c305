import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const lambdaPermission: ResourceType = {
  type: "AWS::Lambda::Permission",

  async create(properties, context) {
    const StatementId = context.generatedName(100);
    await context.call("lambda", "AddPermission", { ...properties, StatementId }, context.caller);
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },

  async delete(StatementId, properties: Properties, context: ResourceContext) {
    const { FunctionName } = properties;
    try {
      await context.call("lambda", "RemovePermission", { FunctionName, StatementId }, context.caller);
    } catch (error) {
      if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};
