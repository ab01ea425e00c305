import { numberOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";

const unsupported = [
  "BearerTokenAuthenticationEnabled",
  "DataProtectionPolicy",
  "DeletionProtectionEnabled",
  "FieldIndexPolicies",
  "ResourcePolicyDocument",
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroup: ResourceType = {
  type: "AWS::Logs::LogGroup",

  async create(properties, context) {
    refuseUnsupported(properties);
    const logGroupName = textOf(properties, "LogGroupName") ?? context.generatedName(512);
    await logs(context, "CreateLogGroup", {
      logGroupName,
      logGroupClass: textOf(properties, "LogGroupClass"),
      kmsKeyId: textOf(properties, "KmsKeyId"),
      tags: tagMap(properties, context),
    });
    const retentionInDays = numberOf(properties, "RetentionInDays");
    if (retentionInDays !== undefined)
      await logs(context, "PutRetentionPolicy", { logGroupName, retentionInDays });
    return provisioned(logGroupName, context);
  },

  async update(logGroupName, properties, previous, context) {
    refuseUnsupported(properties);
    for (const fixed of ["LogGroupClass", "KmsKeyId"]) {
      if (textOf(properties, fixed) !== textOf(previous, fixed))
        throw notSupportedHere(`a change of AWS::Logs::LogGroup.${fixed}`);
    }
    const retentionInDays = numberOf(properties, "RetentionInDays");
    if (retentionInDays !== undefined)
      await logs(context, "PutRetentionPolicy", { logGroupName, retentionInDays });
    else await logs(context, "DeleteRetentionPolicy", { logGroupName });
    const made = await provisioned(logGroupName, context);
    const resourceArn = (made.attributes.Arn as string).replace(/:\*$/, "");
    const wanted = tagMap(properties, context);
    const gone = tagsOf(previous, {}).flatMap(({ Key }) => (Key in wanted ? [] : [Key]));
    await logs(context, "TagResource", { resourceArn, tags: wanted });
    if (gone.length > 0) await logs(context, "UntagResource", { resourceArn, tagKeys: gone });
    return made;
  },

  async delete(logGroupName, _properties, context) {
    try {
      await logs(context, "DeleteLogGroup", { logGroupName });
    } catch (error) {
      if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

function refuseUnsupported(properties: Properties): void {
  const name = unsupported.find((property) => properties[property]);
  if (name !== undefined) throw notSupportedHere(`the property AWS::Logs::LogGroup.${name}`);
}

function logs(context: ResourceContext, operation: string, input: object): Promise<Record<string, unknown>> {
  return context.call("logs", operation, input, context.caller);
}

function tagMap(properties: Properties, context: ResourceContext): Record<string, string> {
  return Object.fromEntries(tagsOf(properties, context.tags).map(({ Key, Value }) => [Key, Value]));
}

async function provisioned(logGroupName: string, context: ResourceContext) {
  const { logGroups } = await logs(context, "DescribeLogGroups", {
    logGroupNamePrefix: logGroupName,
    limit: 1,
  });
  const [found] = logGroups as { arn: string }[];
  return { physicalId: logGroupName, attributes: { Arn: found?.arn ?? "" } };
}
