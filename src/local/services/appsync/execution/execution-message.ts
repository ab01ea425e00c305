import { type GraphQLError, type GraphQLSchema, isInputObjectType } from "graphql";
import { AppSyncError } from "../runtime/signals.ts";

/** What AppSync says where graphql-js refuses the variables of a request; null: it is about something else. */
export function variableMessage(error: GraphQLError, schema: GraphQLSchema): string | null {
  const match = /^Variable "\$(\w+)" has invalid value(?: at (\S+))?: (.*)$/s.exec(error.message);
  if (match === null) return null;
  const [, variable = "", path = "", why = ""] = match;
  const inner =
    path
      .replace(/\[\d+\]/g, "")
      .split(".")
      .at(-1) || variable;
  const missing = /^Expected value of type "(\w+)" to include required field "(\w+)"/.exec(why);
  if (missing !== null) {
    const type = schema.getType(missing[1] ?? "");
    const needed = isInputObjectType(type) ? type.getFields()[missing[2] ?? ""]?.type : undefined;
    return `Variable '${missing[2]}' has coerced Null value for NonNull type '${String(needed)}'`;
  }
  const none = /non-null type "(.+?)"/.exec(why);
  if (none !== null) return `Variable '${inner}' has coerced Null value for NonNull type '${none[1]}'`;
  const unknown = /^Expected value of type "(\w+)" not to include unknown field "(\w+)"/.exec(why);
  if (unknown !== null)
    return `The variables input contains a field name '${unknown[2]}' that is not defined for input object type '${unknown[1]}' `;
  return `Variable '${inner}' has an invalid value.`;
}

/** What AppSync says of a result that the schema cannot show; null: the error is a resolver's own. */
export function resultMessage(error: GraphQLError, schema: GraphQLSchema): string | null {
  if (error.path === undefined || error.originalError instanceof AppSyncError) return null;
  const place = `/${error.path.join("/")}`;
  const none = /^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/.exec(error.message);
  if (none !== null) {
    const [, parent = "", name = ""] = none;
    const type = schema.getType(parent);
    const field = type && "getFields" in type ? type.getFields()[name] : undefined;
    const shown = String(field?.type ?? "").replace(/!$/, "");
    return `Cannot return null for non-nullable type: '${shown}' within parent '${parent}' (${place})`;
  }
  if (/^Expected Iterable/.test(error.message))
    return `Can't resolve value (${place}) : type mismatch error, expected type LIST`;
  const enumeration =
    /^Enum "(\w+)" cannot represent (?:non-\w+ )?value: (.*?)\.?(?: Did you mean.*)?$/s.exec(error.message);
  if (enumeration !== null)
    return `Can't serialize value (${place}) : Invalid input for Enum '${enumeration[1]}'. No value found for name ${(enumeration[2] ?? "").replaceAll('"', "'")}`;
  const scalar = /^(Int|Float|String|Boolean|ID) cannot represent/.exec(error.message)?.[1];
  if (scalar !== undefined)
    return `Can't serialize value (${place}) : Expected a value that can be converted to type '${scalar}'.`;
  const own = /^Can't serialize value: (.*)$/s.exec(error.message)?.[1];
  return own === undefined ? null : `Can't serialize value (${place}) : ${own}`;
}
