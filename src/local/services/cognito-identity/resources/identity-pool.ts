import { flagOf, listOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";

/** Refused: what they ask for would never happen. */
const unsupported = ["CognitoEvents", "CognitoStreams", "PushSync"];

interface Provider {
  readonly ProviderName?: string;
  readonly ClientId?: string;
  readonly ServerSideTokenCheck?: unknown;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypool.html */
export const identityPool: ResourceType = {
  type: "AWS::Cognito::IdentityPool",

  async create(properties, context) {
    const input = read(properties, context);
    return provisioned(await context.call("cognito-identity", "CreateIdentityPool", input, context.caller));
  },

  async update(id, properties, _previous, context) {
    const input = { ...read(properties, context), IdentityPoolId: id };
    return provisioned(await context.call("cognito-identity", "UpdateIdentityPool", input, context.caller));
  },

  async delete(id, _properties, context) {
    try {
      await context.call("cognito-identity", "DeleteIdentityPool", { IdentityPoolId: id }, context.caller);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "ResourceNotFoundException") throw error;
    }
  },
};

function read(properties: Properties, context: ResourceContext) {
  const found = unsupported.find((name) => properties[name] !== undefined);
  if (found !== undefined) throw notSupportedHere(`the property AWS::Cognito::IdentityPool.${found}`);
  const { IdentityPoolTags: _tags, IdentityPoolName: _name, ...rest } = properties;
  const tags = listOf<{ Key: string; Value: unknown }>(properties, "IdentityPoolTags");
  const classic = flagOf(properties, "AllowClassicFlow");
  return {
    ...rest,
    IdentityPoolName: textOf(properties, "IdentityPoolName") ?? context.generatedName(128),
    AllowUnauthenticatedIdentities: flagOf(properties, "AllowUnauthenticatedIdentities") ?? false,
    ...(classic !== undefined && { AllowClassicFlow: classic }),
    CognitoIdentityProviders: listOf<Provider>(properties, "CognitoIdentityProviders").map(
      ({ ServerSideTokenCheck: check, ...provider }) => ({
        ...provider,
        ServerSideTokenCheck: check === true || check === "true",
      }),
    ),
    IdentityPoolTags: {
      ...context.tags,
      ...Object.fromEntries(tags.map(({ Key, Value }) => [Key, String(Value)])),
    },
  };
}

function provisioned(pool: Record<string, unknown>): Provisioned {
  const id = String(pool["IdentityPoolId"]);
  return { physicalId: id, attributes: { Id: id, Name: pool["IdentityPoolName"] } };
}
