import { textOf } from "../../../kernel/properties.ts";
import type { ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const kmsAlias: ResourceType = {
  type: "AWS::KMS::Alias",

  async create(properties, context) {
    const AliasName = textOf(properties, "AliasName") ?? "";
    const TargetKeyId = textOf(properties, "TargetKeyId");
    await context.call("kms", "CreateAlias", { AliasName, TargetKeyId }, context.caller);
    return { physicalId: AliasName, attributes: {} };
  },

  async update(AliasName, properties, _previous, context) {
    const TargetKeyId = textOf(properties, "TargetKeyId");
    await context.call("kms", "UpdateAlias", { AliasName, TargetKeyId }, context.caller);
    return { physicalId: AliasName, attributes: {} };
  },

  async delete(AliasName, _properties, context) {
    try {
      await context.call("kms", "DeleteAlias", { AliasName }, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "NotFoundException") throw error;
    }
  },
};
