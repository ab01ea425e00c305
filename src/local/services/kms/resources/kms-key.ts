import { flagOf, jsonOf, numberOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const kmsKey: ResourceType = {
  type: "AWS::KMS::Key",

  async create(properties, context) {
    const { KeyMetadata } = await context.call(
      "kms",
      "CreateKey",
      {
        Description: textOf(properties, "Description"),
        KeySpec: textOf(properties, "KeySpec"),
        KeyUsage: textOf(properties, "KeyUsage"),
        MultiRegion: flagOf(properties, "MultiRegion"),
        Origin: textOf(properties, "Origin"),
        Policy: jsonOf(properties, "KeyPolicy"),
        Tags: tags(properties, context),
      },
      context.caller,
    );
    const { KeyId } = KeyMetadata as { KeyId: string };
    await settle(KeyId, properties, context);
    return provisioned(KeyId, context);
  },

  async update(KeyId, properties, previous, context) {
    const Description = textOf(properties, "Description") ?? "";
    await context.call("kms", "UpdateKeyDescription", { KeyId, Description }, context.caller);
    const Policy = jsonOf(properties, "KeyPolicy");
    if (Policy !== undefined) await context.call("kms", "PutKeyPolicy", { KeyId, Policy }, context.caller);
    const Tags = tags(properties, context);
    const TagKeys = tagsOf(previous, {})
      .map(({ Key }) => Key)
      .filter((key) => !Tags.some(({ TagKey }) => TagKey === key));
    await context.call("kms", "UntagResource", { KeyId, TagKeys }, context.caller);
    await context.call("kms", "TagResource", { KeyId, Tags }, context.caller);
    await settle(KeyId, properties, context);
    return provisioned(KeyId, context);
  },

  async delete(KeyId, properties, context) {
    const input = { KeyId, PendingWindowInDays: numberOf(properties, "PendingWindowInDays") };
    try {
      await context.call("kms", "ScheduleKeyDeletion", input, context.caller);
    } catch (error) {
      const gone = ["NotFoundException", "KMSInvalidStateException"];
      if (!gone.includes((error as { code?: string }).code ?? "")) throw error;
    }
  },
};

function tags(properties: Properties, context: ResourceContext): { TagKey: string; TagValue: string }[] {
  return tagsOf(properties, context.tags).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
}

async function settle(KeyId: string, properties: Properties, context: ResourceContext): Promise<void> {
  const rotating = flagOf(properties, "EnableKeyRotation") === true;
  const RotationPeriodInDays = numberOf(properties, "RotationPeriodInDays");
  if (rotating)
    await context.call("kms", "EnableKeyRotation", { KeyId, RotationPeriodInDays }, context.caller);
  else await context.call("kms", "DisableKeyRotation", { KeyId }, context.caller);
  const enabled = flagOf(properties, "Enabled") !== false;
  await context.call("kms", enabled ? "EnableKey" : "DisableKey", { KeyId }, context.caller);
}

async function provisioned(KeyId: string, context: ResourceContext): Promise<Provisioned> {
  const { KeyMetadata } = await context.call("kms", "DescribeKey", { KeyId }, context.caller);
  return { physicalId: KeyId, attributes: { Arn: (KeyMetadata as { Arn: string }).Arn, KeyId } };
}
