import type { ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { sameTypes } from "./typed-properties.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const userPoolClient: ResourceType = {
  type: "AWS::Cognito::UserPoolClient",

  async create(properties, context) {
    const wanted = sameTypes(properties);
    const ClientName = wanted["ClientName"] ?? context.generatedName(128);
    const { UserPoolClient } = await context.call(
      "cognito",
      "CreateUserPoolClient",
      { ...wanted, ClientName },
      context.caller,
    );
    return provisioned(UserPoolClient);
  },

  async update(id, properties, _previous, context) {
    const { GenerateSecret: _generate, ...wanted } = sameTypes(properties);
    const { UserPoolClient } = await context.call(
      "cognito",
      "UpdateUserPoolClient",
      { ...wanted, ClientId: id },
      context.caller,
    );
    return provisioned(UserPoolClient);
  },

  async delete(id, properties, context) {
    try {
      const input = { UserPoolId: properties["UserPoolId"], ClientId: id };
      await context.call("cognito", "DeleteUserPoolClient", input, context.caller);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "ResourceNotFoundException") throw error;
    }
  },
};

function provisioned(client: unknown) {
  const { ClientId, ClientName, ClientSecret } = client as Record<string, string>;
  return {
    physicalId: ClientId ?? "",
    attributes: { ClientId, Name: ClientName, ...(ClientSecret !== undefined && { ClientSecret }) },
  };
}
