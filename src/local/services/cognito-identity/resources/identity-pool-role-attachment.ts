import type { RoleMapping } from "@aws-sdk/client-cognito-identity";
import { textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** In templates the mappings' keys may be any text, where they name their provider beside. */
type Mappings = Readonly<Record<string, RoleMapping & { readonly IdentityProvider?: string }>>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolroleattachment.html */
export const identityPoolRoleAttachment: ResourceType = {
  type: "AWS::Cognito::IdentityPoolRoleAttachment",

  async create(properties, context) {
    await set(properties, context);
    const id = context.generatedName(128);
    return { physicalId: id, attributes: { Id: id } };
  },

  async update(id, properties, _previous, context) {
    await set(properties, context);
    return { physicalId: id, attributes: { Id: id } };
  },

  async delete(_id, properties, context) {
    try {
      await set({ IdentityPoolId: properties["IdentityPoolId"] }, context);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "ResourceNotFoundException") throw error;
    }
  },
};

async function set(properties: Properties, context: ResourceContext): Promise<void> {
  const mappings = Object.entries((properties["RoleMappings"] ?? {}) as Mappings).map(
    ([key, { IdentityProvider, ...mapping }]) => [IdentityProvider ?? key, mapping],
  );
  await context.call(
    "cognito-identity",
    "SetIdentityPoolRoles",
    {
      IdentityPoolId: textOf(properties, "IdentityPoolId"),
      Roles: properties["Roles"] ?? {},
      RoleMappings: Object.fromEntries(mappings),
    },
    context.caller,
  );
}
