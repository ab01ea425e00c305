import type { Policy, PolicyVersion } from "@aws-sdk/client-iam";
import { textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { rolesOf } from "./iam-policy.ts";
import { ifThere } from "./iam-role.ts";
import { documentText } from "./policy-document.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const iamManagedPolicy: ResourceType = {
  type: "AWS::IAM::ManagedPolicy",

  async create(properties, context) {
    const roles = rolesOf(properties);
    const { Policy } = await iam(context, "CreatePolicy", {
      PolicyName: textOf(properties, "ManagedPolicyName") ?? context.generatedName(128),
      PolicyDocument: documentText(properties["PolicyDocument"]),
      Path: textOf(properties, "Path"),
      Description: textOf(properties, "Description"),
    });
    const PolicyArn = (Policy as Policy).Arn as string;
    for (const RoleName of roles) await iam(context, "AttachRolePolicy", { RoleName, PolicyArn });
    return provisioned(PolicyArn, context);
  },

  async update(PolicyArn, properties, previous, context) {
    const document = documentText(properties["PolicyDocument"]);
    if (document !== documentText(previous["PolicyDocument"]))
      await replaceVersion(PolicyArn, document, context);
    const [before, after] = [rolesOf(previous), rolesOf(properties)];
    for (const RoleName of after) await iam(context, "AttachRolePolicy", { RoleName, PolicyArn });
    for (const RoleName of before.filter((role) => !after.includes(role)))
      await ifThere(iam(context, "DetachRolePolicy", { RoleName, PolicyArn }));
    return provisioned(PolicyArn, context);
  },

  async delete(PolicyArn, properties: Properties, context) {
    for (const RoleName of rolesOf(properties))
      await ifThere(iam(context, "DetachRolePolicy", { RoleName, PolicyArn }));
    await ifThere(
      (async () => {
        for (const version of await otherVersions(PolicyArn, context))
          await iam(context, "DeletePolicyVersion", { PolicyArn, VersionId: version });
        await iam(context, "DeletePolicy", { PolicyArn });
      })(),
    );
  },
};

/** The version in force is the only one that CloudFormation keeps. */
async function replaceVersion(PolicyArn: string, document: string, context: ResourceContext): Promise<void> {
  await iam(context, "CreatePolicyVersion", { PolicyArn, PolicyDocument: document, SetAsDefault: true });
  for (const VersionId of await otherVersions(PolicyArn, context))
    await iam(context, "DeletePolicyVersion", { PolicyArn, VersionId });
}

async function otherVersions(PolicyArn: string, context: ResourceContext): Promise<string[]> {
  const { Versions } = await iam(context, "ListPolicyVersions", { PolicyArn });
  return (Versions as PolicyVersion[]).flatMap(({ VersionId, IsDefaultVersion }) =>
    IsDefaultVersion || VersionId === undefined ? [] : [VersionId],
  );
}

function iam(context: ResourceContext, operation: string, input: object): Promise<Record<string, unknown>> {
  return context.call("iam", operation, input, context.caller);
}

async function provisioned(PolicyArn: string, context: ResourceContext): Promise<Provisioned> {
  const answer = await iam(context, "GetPolicy", { PolicyArn });
  const policy = answer["Policy"] as Policy;
  return {
    physicalId: PolicyArn,
    attributes: {
      PolicyArn,
      PolicyId: policy.PolicyId,
      DefaultVersionId: policy.DefaultVersionId,
      AttachmentCount: policy.AttachmentCount,
      PermissionsBoundaryUsageCount: policy.PermissionsBoundaryUsageCount,
      IsAttachable: policy.IsAttachable,
      CreateDate: policy.CreateDate?.toISOString(),
      UpdateDate: policy.UpdateDate?.toISOString(),
    },
  };
}
