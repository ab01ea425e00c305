import { textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { ifThere } from "./iam-role.ts";
import { documentText } from "./policy-document.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html */
export const iamRolePolicy: ResourceType = {
  type: "AWS::IAM::RolePolicy",

  async create(properties, context) {
    await put(properties, context);
    const physicalId = `${textOf(properties, "PolicyName")}|${textOf(properties, "RoleName")}`;
    return { physicalId, attributes: {} };
  },

  async update(physicalId, properties, _previous, context) {
    await put(properties, context);
    return { physicalId, attributes: {} };
  },

  async delete(_physicalId, properties, context) {
    await ifThere(context.call("iam", "DeleteRolePolicy", namesOf(properties), context.caller));
  },
};

async function put(properties: Properties, context: ResourceContext): Promise<void> {
  const PolicyDocument = documentText(properties["PolicyDocument"]);
  await context.call("iam", "PutRolePolicy", { ...namesOf(properties), PolicyDocument }, context.caller);
}

function namesOf(properties: Properties) {
  return { RoleName: textOf(properties, "RoleName"), PolicyName: textOf(properties, "PolicyName") };
}
