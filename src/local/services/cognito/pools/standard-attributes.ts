import type { SchemaAttributeType } from "@aws-sdk/client-cognito-identity-provider";

const text = (name: string, most = "2048", least = "0"): SchemaAttributeType => ({
  Name: name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength: least, MaxLength: most },
});

const flag = (name: string): SchemaAttributeType => ({
  Name: name,
  AttributeDataType: "Boolean",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});

/** The attributes of OpenID Connect that every pool has. */
export const standardAttributes: readonly SchemaAttributeType[] = [
  { ...text("sub", "2048", "1"), Mutable: false, Required: true },
  ...[
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
  ].map((name) => text(name)),
  ...["website", "email"].map((name) => text(name)),
  flag("email_verified"),
  text("gender"),
  text("birthdate", "10", "10"),
  ...["zoneinfo", "locale", "phone_number"].map((name) => text(name)),
  flag("phone_number_verified"),
  text("address"),
  {
    Name: "updated_at",
    AttributeDataType: "Number",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: "0" },
  },
];

/** What only administrators and verification codes set. */
export const verifiedFlags: readonly string[] = ["email_verified", "phone_number_verified"];
