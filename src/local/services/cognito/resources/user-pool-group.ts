import type { ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { sameTypes } from "./typed-properties.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html */
export const userPoolGroup: ResourceType = {
  type: "AWS::Cognito::UserPoolGroup",

  async create(properties, context) {
    const name = (properties["GroupName"] as string | undefined) ?? context.generatedName(128);
    await context.call(
      "cognito",
      "CreateGroup",
      { ...sameTypes(properties), GroupName: name },
      context.caller,
    );
    return { physicalId: name, attributes: {} };
  },

  async update(name, properties, _previous, context) {
    await context.call(
      "cognito",
      "UpdateGroup",
      { ...sameTypes(properties), GroupName: name },
      context.caller,
    );
    return { physicalId: name, attributes: {} };
  },

  async delete(name, properties, context) {
    try {
      const input = { UserPoolId: properties["UserPoolId"], GroupName: name };
      await context.call("cognito", "DeleteGroup", input, context.caller);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "ResourceNotFoundException") throw error;
    }
  },
};
