import { flagOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypoolprincipaltag.html */
export const identityPoolPrincipalTag: ResourceType = {
  type: "AWS::Cognito::IdentityPoolPrincipalTag",
  create: (properties, context) => set(properties, context),
  update: (_id, properties, _previous, context) => set(properties, context),

  async delete(_id, properties, context) {
    try {
      await set({ ...properties, UseDefaults: false, PrincipalTags: {} }, context);
    } catch (error) {
      // The pool is gone, or the pool has lost the provider: so has the map.
      const gone = ["ResourceNotFoundException", "InvalidParameterException"];
      if (!(error instanceof WireError) || !gone.includes(error.code)) throw error;
    }
  },
};

async function set(properties: Properties, context: ResourceContext): Promise<Provisioned> {
  const pool = textOf(properties, "IdentityPoolId") ?? "";
  const provider = textOf(properties, "IdentityProviderName") ?? "";
  await context.call(
    "cognito-identity",
    "SetPrincipalTagAttributeMap",
    {
      IdentityPoolId: pool,
      IdentityProviderName: provider,
      UseDefaults: flagOf(properties, "UseDefaults") ?? false,
      PrincipalTags: properties["PrincipalTags"] ?? {},
    },
    context.caller,
  );
  return { physicalId: `${pool}|${provider}`, attributes: {} };
}
