import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { issuerOf } from "../pools/settings.ts";
import { sameTypes } from "./typed-properties.ts";

/** Refused, since a pool without what they ask for would be another pool. */
const unsupported = ["KeyConfiguration", "IssuerConfiguration", "WebAuthnRelyingPartyID"];
const fixed = ["AliasAttributes", "UsernameAttributes", "UsernameConfiguration"];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const userPool: ResourceType = {
  type: "AWS::Cognito::UserPool",

  async create(properties, context) {
    const { input, mfas } = read(properties, context);
    const { Schema } = sameTypes(properties) as { Schema?: unknown };
    const name = (properties["UserPoolName"] as string | undefined) ?? context.generatedName(128);
    const { UserPool } = await context.call(
      "cognito",
      "CreateUserPool",
      { ...input, PoolName: name, ...(Schema !== undefined && { Schema }) },
      context.caller,
    );
    const { Id, Arn } = UserPool as { Id: string; Arn: string };
    await setMfas(Id, input, mfas, properties, context);
    return provisioned(Id, Arn);
  },

  async update(id, properties, previous, context) {
    const { input, mfas } = read(properties, context);
    const { UserPool } = await context.call(
      "cognito",
      "DescribeUserPool",
      { UserPoolId: id },
      context.caller,
    );
    const { Arn, Name } = UserPool as { Arn: string; Name: string };
    const before = JSON.stringify(previous["Schema"] ?? []);
    if (JSON.stringify(properties["Schema"] ?? []) !== before)
      await addAttributes(id, properties, previous, context);
    const changeable = Object.entries(input).filter(([name]) => !fixed.includes(name));
    const PoolName = (properties["UserPoolName"] as string | undefined) ?? Name;
    await context.call(
      "cognito",
      "UpdateUserPool",
      { ...Object.fromEntries(changeable), UserPoolId: id, PoolName },
      context.caller,
    );
    await setMfas(id, input, mfas, properties, context);
    return provisioned(id, Arn);
  },

  async delete(id, _properties, context) {
    try {
      await context.call("cognito", "DeleteUserPool", { UserPoolId: id }, context.caller);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "ResourceNotFoundException") throw error;
    }
  },
};

function read(
  properties: Properties,
  context: ResourceContext,
): { input: Record<string, unknown>; mfas: readonly string[] } {
  const found = unsupported.find((name) => properties[name] !== undefined);
  if (found !== undefined) throw notSupportedHere(`the property AWS::Cognito::UserPool.${found}`);
  const {
    UserPoolName: _name,
    Schema: _schema,
    EnabledMfas,
    EmailAuthenticationMessage: _message,
    EmailAuthenticationSubject: _subject,
    UserPoolTags,
    ...settings
  } = sameTypes(properties) as Record<string, unknown>;
  return {
    input: { ...settings, UserPoolTags: { ...context.tags, ...(UserPoolTags as Record<string, string>) } },
    mfas: (EnabledMfas as string[] | undefined) ?? [],
  };
}

async function setMfas(
  id: string,
  input: Readonly<Record<string, unknown>>,
  mfas: readonly string[],
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const Message = properties["EmailAuthenticationMessage"];
  const Subject = properties["EmailAuthenticationSubject"];
  await context.call(
    "cognito",
    "SetUserPoolMfaConfig",
    {
      UserPoolId: id,
      MfaConfiguration: input["MfaConfiguration"] ?? "OFF",
      ...(mfas.includes("SOFTWARE_TOKEN_MFA") && { SoftwareTokenMfaConfiguration: { Enabled: true } }),
      ...(mfas.includes("SMS_MFA") && {
        SmsMfaConfiguration: {
          SmsConfiguration: input["SmsConfiguration"],
          SmsAuthenticationMessage: input["SmsAuthenticationMessage"],
        },
      }),
      ...(mfas.includes("EMAIL_OTP") && { EmailMfaConfiguration: { Message, Subject } }),
    },
    context.caller,
  );
}

/** Attributes can be added, never changed or removed. */
async function addAttributes(
  id: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const list = (of: Properties) => (sameTypes(of)["Schema"] as { Name: string }[] | undefined) ?? [];
  const known = list(previous);
  const same = (a: object) => known.some((b) => JSON.stringify(a) === JSON.stringify(b));
  const added = list(properties).filter((attribute) => !same(attribute));
  const kept = known.every((a) => list(properties).some((b) => JSON.stringify(a) === JSON.stringify(b)));
  if (!kept || added.some(({ Name }) => known.some((old) => old.Name === Name)))
    throw new WireError(
      "InvalidParameterException",
      "Existing schema attributes cannot be modified or deleted.",
    );
  await context.call(
    "cognito",
    "AddCustomAttributes",
    { UserPoolId: id, CustomAttributes: added },
    context.caller,
  );
}

function provisioned(id: string, arn: string): Provisioned {
  const region = arn.split(":")[3] ?? "";
  const url = issuerOf(id, region);
  return {
    physicalId: id,
    attributes: { Arn: arn, ProviderName: url.replace("https://", ""), ProviderURL: url, UserPoolId: id },
  };
}
