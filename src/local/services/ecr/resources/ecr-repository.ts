import { flagOf, jsonOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html */
export const ecrRepository: ResourceType = {
  type: "AWS::ECR::Repository",

  async create(properties, context) {
    if (properties["ImageTagMutabilityExclusionFilters"] !== undefined)
      throw notSupportedHere("property AWS::ECR::Repository.ImageTagMutabilityExclusionFilters");
    const encryption = properties["EncryptionConfiguration"] as Properties | undefined;
    const repositoryName = textOf(properties, "RepositoryName") ?? context.generatedName(256).toLowerCase();
    await context.call(
      "ecr",
      "CreateRepository",
      {
        repositoryName,
        imageTagMutability: textOf(properties, "ImageTagMutability"),
        imageScanningConfiguration: { scanOnPush: scanOnPush(properties) },
        encryptionConfiguration: encryption && {
          encryptionType: textOf(encryption, "EncryptionType"),
          kmsKey: textOf(encryption, "KmsKey"),
        },
        tags: tagsOf(properties, context.tags),
      },
      context.caller,
    );
    await settle(repositoryName, properties, {}, context);
    return provisioned(repositoryName, context);
  },

  async update(repositoryName, properties, previous, context) {
    const imageTagMutability = textOf(properties, "ImageTagMutability") ?? "MUTABLE";
    const imageScanningConfiguration = { scanOnPush: scanOnPush(properties) };
    const { call, caller } = context;
    await call("ecr", "PutImageTagMutability", { repositoryName, imageTagMutability }, caller);
    await call(
      "ecr",
      "PutImageScanningConfiguration",
      { repositoryName, imageScanningConfiguration },
      caller,
    );
    await settle(repositoryName, properties, previous, context);
    const made = await provisioned(repositoryName, context);
    const resourceArn = made.attributes["Arn"];
    const tags = tagsOf(properties, context.tags);
    const tagKeys = tagsOf(previous, {})
      .map(({ Key }) => Key)
      .filter((key) => !tags.some(({ Key }) => Key === key));
    await call("ecr", "UntagResource", { resourceArn, tagKeys }, caller);
    await call("ecr", "TagResource", { resourceArn, tags }, caller);
    return made;
  },

  async delete(repositoryName, _properties, context) {
    try {
      await context.call("ecr", "DeleteRepository", { repositoryName }, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "RepositoryNotFoundException") throw error;
    }
  },
};

function scanOnPush(properties: Properties): boolean {
  return flagOf((properties["ImageScanningConfiguration"] ?? {}) as Properties, "ScanOnPush") === true;
}

function lifecycleIn(properties: Properties): string | undefined {
  return textOf((properties["LifecyclePolicy"] ?? {}) as Properties, "LifecyclePolicyText");
}

async function settle(
  repositoryName: string,
  properties: Properties,
  previous: Properties,
  { call, caller }: ResourceContext,
): Promise<void> {
  const lifecyclePolicyText = lifecycleIn(properties);
  if (lifecyclePolicyText !== undefined)
    await call("ecr", "PutLifecyclePolicy", { repositoryName, lifecyclePolicyText }, caller);
  else if (lifecycleIn(previous) !== undefined)
    await call("ecr", "DeleteLifecyclePolicy", { repositoryName }, caller);
  const policyText = jsonOf(properties, "RepositoryPolicyText");
  if (policyText !== undefined)
    await call("ecr", "SetRepositoryPolicy", { repositoryName, policyText }, caller);
  else if (jsonOf(previous, "RepositoryPolicyText") !== undefined)
    await call("ecr", "DeleteRepositoryPolicy", { repositoryName }, caller);
}

async function provisioned(repositoryName: string, context: ResourceContext): Promise<Provisioned> {
  const input = { repositoryNames: [repositoryName] };
  const answer = await context.call("ecr", "DescribeRepositories", input, context.caller);
  const [found] = answer["repositories"] as { repositoryArn: string; repositoryUri: string }[];
  return {
    physicalId: repositoryName,
    attributes: { Arn: found?.repositoryArn, RepositoryUri: found?.repositoryUri },
  };
}
