import { listOf, numberOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { documentText } from "./policy-document.ts";

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const iamRole: ResourceType = {
  type: "AWS::IAM::Role",

  async create(properties, context) {
    const RoleName = textOf(properties, "RoleName") ?? context.generatedName(64);
    const { Role } = await iam(context, "CreateRole", {
      RoleName,
      AssumeRolePolicyDocument: documentText(properties["AssumeRolePolicyDocument"]),
      Path: textOf(properties, "Path"),
      Description: textOf(properties, "Description"),
      MaxSessionDuration: numberOf(properties, "MaxSessionDuration"),
      PermissionsBoundary: textOf(properties, "PermissionsBoundary"),
      Tags: tagsOf(properties, context.tags),
    });
    try {
      for (const policy of inlineOf(properties)) await putInline(context, RoleName, policy);
      for (const PolicyArn of listOf<string>(properties, "ManagedPolicyArns"))
        await iam(context, "AttachRolePolicy", { RoleName, PolicyArn });
    } catch (error) {
      await removeRole(context, RoleName);
      throw error;
    }
    return provisioned(RoleName, Role);
  },

  async update(RoleName, properties, previous, context) {
    await iam(context, "UpdateAssumeRolePolicy", {
      RoleName,
      PolicyDocument: documentText(properties["AssumeRolePolicyDocument"]),
    });
    await iam(context, "UpdateRole", {
      RoleName,
      Description: textOf(properties, "Description"),
      MaxSessionDuration: numberOf(properties, "MaxSessionDuration"),
    });
    const boundary = textOf(properties, "PermissionsBoundary");
    if (boundary !== undefined)
      await iam(context, "PutRolePermissionsBoundary", { RoleName, PermissionsBoundary: boundary });
    else if (textOf(previous, "PermissionsBoundary") !== undefined)
      await iam(context, "DeleteRolePermissionsBoundary", { RoleName });
    await updateInline(context, RoleName, properties, previous);
    await updateAttached(context, RoleName, properties, previous);
    await updateTags(context, RoleName, properties, previous);
    const { Role } = await iam(context, "GetRole", { RoleName });
    return provisioned(RoleName, Role);
  },

  delete: (RoleName, _properties, context) => removeRole(context, RoleName),
};

function iam(context: ResourceContext, operation: string, input: object): Promise<Record<string, unknown>> {
  return context.call("iam", operation, input, context.caller);
}

function inlineOf(properties: Properties): readonly InlinePolicy[] {
  return listOf<InlinePolicy>(properties, "Policies");
}

async function putInline(context: ResourceContext, RoleName: string, policy: InlinePolicy): Promise<void> {
  await iam(context, "PutRolePolicy", {
    RoleName,
    PolicyName: policy.PolicyName,
    PolicyDocument: documentText(policy.PolicyDocument),
  });
}

async function updateInline(
  context: ResourceContext,
  RoleName: string,
  properties: Properties,
  previous: Properties,
): Promise<void> {
  const wanted = inlineOf(properties);
  for (const policy of wanted) await putInline(context, RoleName, policy);
  for (const { PolicyName } of inlineOf(previous)) {
    if (wanted.some((policy) => policy.PolicyName === PolicyName)) continue;
    await ifThere(iam(context, "DeleteRolePolicy", { RoleName, PolicyName }));
  }
}

async function updateAttached(
  context: ResourceContext,
  RoleName: string,
  properties: Properties,
  previous: Properties,
): Promise<void> {
  const wanted = listOf<string>(properties, "ManagedPolicyArns");
  for (const PolicyArn of wanted) await iam(context, "AttachRolePolicy", { RoleName, PolicyArn });
  for (const PolicyArn of listOf<string>(previous, "ManagedPolicyArns")) {
    if (!wanted.includes(PolicyArn)) await ifThere(iam(context, "DetachRolePolicy", { RoleName, PolicyArn }));
  }
}

async function updateTags(
  context: ResourceContext,
  RoleName: string,
  properties: Properties,
  previous: Properties,
): Promise<void> {
  const wanted = tagsOf(properties, context.tags);
  const gone = tagsOf(previous, {})
    .map(({ Key }) => Key)
    .filter((key) => !wanted.some(({ Key }) => Key === key));
  if (wanted.length > 0) await iam(context, "TagRole", { RoleName, Tags: wanted });
  if (gone.length > 0) await iam(context, "UntagRole", { RoleName, TagKeys: gone });
}

/** Policies that the template's other resources attached have gone with them; what is left is the role's own. */
async function removeRole(context: ResourceContext, RoleName: string): Promise<void> {
  await ifThere(
    (async () => {
      const inline = await iam(context, "ListRolePolicies", { RoleName, MaxItems: 1000 });
      for (const PolicyName of inline["PolicyNames"] as string[])
        await iam(context, "DeleteRolePolicy", { RoleName, PolicyName });
      const attached = await iam(context, "ListAttachedRolePolicies", { RoleName, MaxItems: 1000 });
      for (const { PolicyArn } of attached["AttachedPolicies"] as { PolicyArn: string }[])
        await iam(context, "DetachRolePolicy", { RoleName, PolicyArn });
      await iam(context, "DeleteRole", { RoleName });
    })(),
  );
}

/** What is gone already need not go. */
export async function ifThere(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof WireError && error.code === "NoSuchEntity")) throw error;
  }
}

function provisioned(physicalId: string, role: unknown): Provisioned {
  const { Arn, RoleId } = role as { Arn: string; RoleId: string };
  return { physicalId, attributes: { Arn, RoleId } };
}
