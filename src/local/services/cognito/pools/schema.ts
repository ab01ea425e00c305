import type { SchemaAttributeType } from "@aws-sdk/client-cognito-identity-provider";
import { invalidParameter } from "../errors.ts";
import { standardAttributes } from "./standard-attributes.ts";

const mostCustom = 50;

/**
 * A new pool's attributes: the standard ones with what the request changes in them, and custom ones.
 *
 * @throws WireError InvalidParameterException
 */
export function newSchema(wanted: readonly SchemaAttributeType[] = []): SchemaAttributeType[] {
  const names = new Set(standardAttributes.map(({ Name }) => Name));
  const changed = standardAttributes.map((standard) => {
    const change = wanted.find(({ Name }) => Name === standard.Name);
    if (change === undefined) return standard;
    if (change.AttributeDataType !== undefined && change.AttributeDataType !== standard.AttributeDataType)
      throw invalidParameter(
        `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${standard.Name}`,
      );
    return { ...standard, ...change };
  });
  return withCustom(
    changed,
    wanted.filter(({ Name }) => !names.has(Name)),
  );
}

/**
 * A schema with further custom attributes.
 *
 * @throws WireError InvalidParameterException
 */
export function withCustom(
  schema: readonly SchemaAttributeType[],
  added: readonly SchemaAttributeType[],
): SchemaAttributeType[] {
  const all = [...schema];
  for (const wanted of added) {
    const attribute = customAttribute(wanted);
    if (all.some(({ Name }) => Name === attribute.Name))
      throw invalidParameter(`${attribute.Name}: Existing attribute already has name ${attribute.Name}.`);
    all.push(attribute);
  }
  if (all.length - standardAttributes.length > mostCustom)
    throw invalidParameter(`A user pool has at most ${mostCustom} custom attributes.`);
  return all;
}

function customAttribute(wanted: SchemaAttributeType): SchemaAttributeType {
  const bare = (wanted.Name ?? "").replace(/^(custom|dev):/, "");
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u.test(bare))
    throw invalidParameter(
      `1 validation error detected: Value '${bare}' at 'customAttributes.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20`,
    );
  if (wanted.Required === true)
    throw invalidParameter("Required custom attributes are not supported currently.");
  const type = wanted.AttributeDataType ?? "String";
  return {
    Name: `${wanted.DeveloperOnlyAttribute ? "dev" : "custom"}:${bare}`,
    AttributeDataType: type,
    DeveloperOnlyAttribute: wanted.DeveloperOnlyAttribute ?? false,
    Mutable: wanted.Mutable ?? true,
    Required: false,
    ...(type === "String" && { StringAttributeConstraints: wanted.StringAttributeConstraints ?? {} }),
    ...(type === "Number" && { NumberAttributeConstraints: wanted.NumberAttributeConstraints ?? {} }),
  };
}
