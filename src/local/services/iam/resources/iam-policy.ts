import { listOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { ifThere } from "./iam-role.ts";
import { documentText } from "./policy-document.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const iamPolicy: ResourceType = {
  type: "AWS::IAM::Policy",

  async create(properties, context) {
    for (const role of rolesOf(properties)) await put(context, role, properties);
    // Ref gives a name that means nothing; what the resource is, is its policy name and roles.
    const physicalId = context.generatedName(128);
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update(physicalId, properties, previous, context) {
    for (const role of rolesOf(properties)) await put(context, role, properties);
    const renamed = textOf(previous, "PolicyName") !== textOf(properties, "PolicyName");
    for (const role of rolesOf(previous)) {
      if (renamed || !rolesOf(properties).includes(role)) await remove(context, role, previous);
    }
    return { physicalId, attributes: { Id: physicalId } };
  },

  async delete(_physicalId, properties, context) {
    for (const role of rolesOf(properties)) await remove(context, role, properties);
  },
};

/** @throws WireError where the policy is for users or groups, which this cloud does not have */
export function rolesOf(properties: Properties): readonly string[] {
  for (const others of ["Users", "Groups"]) {
    if (listOf(properties, others).length > 0) throw notSupportedHere(`IAM ${others.toLowerCase()}`);
  }
  return listOf<string>(properties, "Roles");
}

async function put(context: ResourceContext, RoleName: string, properties: Properties): Promise<void> {
  const PolicyDocument = documentText(properties["PolicyDocument"]);
  const PolicyName = textOf(properties, "PolicyName");
  await context.call("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument }, context.caller);
}

async function remove(context: ResourceContext, RoleName: string, properties: Properties): Promise<void> {
  const PolicyName = textOf(properties, "PolicyName");
  await ifThere(context.call("iam", "DeleteRolePolicy", { RoleName, PolicyName }, context.caller));
}
