import { flagOf, numberOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secretsManagerSecret: ResourceType = {
  type: "AWS::SecretsManager::Secret",

  async create(properties, context) {
    if (properties["ReplicaRegions"] !== undefined)
      throw notSupportedHere("property AWS::SecretsManager::Secret.ReplicaRegions");
    const { ARN } = await context.call(
      "secrets-manager",
      "CreateSecret",
      {
        ...described(properties),
        Name: textOf(properties, "Name") ?? context.generatedName(512),
        SecretString: await valueFor(properties, context),
        Tags: tagsOf(properties, context.tags),
      },
      context.caller,
    );
    return { physicalId: String(ARN), attributes: { Id: ARN } };
  },

  async update(SecretId, properties, previous, context) {
    const changed = ["SecretString", "GenerateSecretString"].some(
      (name) => JSON.stringify(properties[name]) !== JSON.stringify(previous[name]),
    );
    // A value made by chance stays, unless how it is made has changed.
    const SecretString = changed ? await valueFor(properties, context) : undefined;
    const input = { ...described(properties), SecretId, SecretString };
    await context.call("secrets-manager", "UpdateSecret", input, context.caller);
    const Tags = tagsOf(properties, context.tags);
    const TagKeys = tagsOf(previous, {})
      .map(({ Key }) => Key)
      .filter((key) => !Tags.some(({ Key }) => Key === key));
    await context.call("secrets-manager", "UntagResource", { SecretId, TagKeys }, context.caller);
    await context.call("secrets-manager", "TagResource", { SecretId, Tags }, context.caller);
    return { physicalId: SecretId, attributes: { Id: SecretId } };
  },

  async delete(SecretId, _properties, context) {
    const input = { SecretId, ForceDeleteWithoutRecovery: true };
    await context.call("secrets-manager", "DeleteSecret", input, context.caller);
  },
};

function described(properties: Properties) {
  return {
    Description: textOf(properties, "Description"),
    KmsKeyId: textOf(properties, "KmsKeyId"),
    Type: textOf(properties, "Type"),
  };
}

async function valueFor(properties: Properties, context: ResourceContext): Promise<string | undefined> {
  const generate = properties["GenerateSecretString"] as Properties | undefined;
  if (generate === undefined) return textOf(properties, "SecretString");
  const flags = [
    "ExcludeLowercase",
    "ExcludeNumbers",
    "ExcludePunctuation",
    "ExcludeUppercase",
    "IncludeSpace",
    "RequireEachIncludedType",
  ].map((name) => [name, flagOf(generate, name)]);
  const { RandomPassword } = await context.call(
    "secrets-manager",
    "GetRandomPassword",
    {
      ...Object.fromEntries(flags),
      ExcludeCharacters: textOf(generate, "ExcludeCharacters"),
      PasswordLength: numberOf(generate, "PasswordLength"),
    },
    context.caller,
  );
  const template = textOf(generate, "SecretStringTemplate");
  const key = textOf(generate, "GenerateStringKey");
  if (template === undefined || key === undefined) return String(RandomPassword);
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: RandomPassword });
}
