import type { AttributeType, SchemaAttributeType } from "@aws-sdk/client-cognito-identity-provider";
import { invalidParameter, notAuthorized } from "../errors.ts";
import { verifiedFlags } from "../pools/standard-attributes.ts";
import type { AppClient, UserPool } from "../state.ts";

const mostCharacters = 2048;

export function attributeMap(list: readonly AttributeType[] = []): Record<string, string> {
  return Object.fromEntries(list.map(({ Name = "", Value = "" }) => [Name, Value]));
}

export function attributeList(map: Readonly<Record<string, string>>): AttributeType[] {
  return Object.entries(map).map(([Name, Value]) => ({ Name, Value }));
}

/**
 * Checks attributes against a pool's schema.
 *
 * @param existing null: a new user, who may set what cannot be changed later
 * @throws WireError InvalidParameterException
 */
export function checkAttributes(
  pool: UserPool,
  attributes: Readonly<Record<string, string>>,
  existing: Readonly<Record<string, string>> | null,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const definition = pool.schema.find((attribute) => attribute.Name === name);
    if (definition === undefined) throw nonconforming(`${name}: Attribute does not exist in the schema.`);
    if (name === "sub") throw invalidParameter("Cannot modify the non-mutable attribute sub");
    if (existing !== null && definition.Mutable === false)
      throw invalidParameter(`user.${name}: Attribute cannot be updated.`);
    checkValue(definition, name, value);
  }
}

/** @throws WireError InvalidParameterException naming a required attribute that is missing */
export function checkRequired(pool: UserPool, attributes: Readonly<Record<string, string>>): void {
  for (const { Name = "", Required } of pool.schema) {
    if (Required && Name !== "sub" && !attributes[Name])
      throw nonconforming(`${Name}: The attribute is required`);
  }
}

function checkValue(definition: SchemaAttributeType, name: string, value: string): void {
  if (value === "") return;
  if (name === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    throw invalidParameter("Invalid email address format.");
  if (name === "phone_number" && !/^\+[1-9]\d{4,14}$/.test(value))
    throw invalidParameter("Invalid phone number format.");
  if (definition.AttributeDataType === "Boolean" && !/^(true|false)$/i.test(value))
    throw nonconforming(`${name}: The attribute type is not valid`);
  if (definition.AttributeDataType === "Number") checkNumber(definition, name, value);
  const { MinLength = "0", MaxLength = String(mostCharacters) } = definition.StringAttributeConstraints ?? {};
  if (value.length > Math.min(Number(MaxLength), mostCharacters))
    throw nonconforming(`${name}: The value exceeds the maximum length of ${MaxLength}`);
  if (value.length < Number(MinLength))
    throw nonconforming(`${name}: The value is shorter than the minimum length of ${MinLength}`);
}

function checkNumber(definition: SchemaAttributeType, name: string, value: string): void {
  const { MinValue, MaxValue } = definition.NumberAttributeConstraints ?? {};
  if (!/^-?\d+$/.test(value)) throw nonconforming(`${name}: The attribute type is not valid`);
  if (MinValue !== undefined && Number(value) < Number(MinValue))
    throw nonconforming(`${name}: The value is less than the minimum ${MinValue}`);
  if (MaxValue !== undefined && Number(value) > Number(MaxValue))
    throw nonconforming(`${name}: The value is greater than the maximum ${MaxValue}`);
}

/**
 * What a client may write: what its list names; without a list everything but the flags that say an address is verified.
 *
 * @throws WireError NotAuthorizedException
 */
export function checkWritable({ settings }: AppClient, names: readonly string[]): void {
  const allowed = settings.WriteAttributes ?? [];
  for (const name of names) {
    if (
      allowed.length > 0 ? !allowed.includes(name) : verifiedFlags.includes(name) || name.startsWith("dev:")
    )
      throw notAuthorized("A client attempted to write unauthorized attribute");
  }
}

/** What a client may see. */
export function readable(
  { settings }: AppClient,
  attributes: Readonly<Record<string, string>>,
): Record<string, string> {
  const allowed = settings.ReadAttributes ?? [];
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) =>
        name === "sub" || (allowed.length === 0 ? !name.startsWith("dev:") : allowed.includes(name)),
    ),
  );
}

function nonconforming(what: string) {
  return invalidParameter(`Attributes did not conform to the schema: ${what}`);
}
