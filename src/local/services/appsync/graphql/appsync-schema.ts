import { buildSchema, GraphQLError, type GraphQLSchema, isScalarType } from "graphql";
import { prelude } from "./prelude.ts";
import { type ScalarRule, scalarRules } from "./scalars.ts";

/**
 * A schema as AppSync reads it: with its directives, and with its scalars checking values in both directions.
 *
 * @param sdl what is given to AppSync, without the scalars and directives it brings along
 * @throws {GraphQLError} where the schema is not valid
 */
export function appsyncSchema(sdl: string): GraphQLSchema {
  const schema = buildSchema(`${sdl}\n${prelude}`);
  for (const [name, rule] of Object.entries(scalarRules)) {
    const scalar = schema.getType(name);
    if (!isScalarType(scalar)) continue;
    const input = (value: unknown) => coerce(name, rule, value, "input");
    scalar.coerceInputValue = input;
    scalar.coerceInputLiteral = (node) => input("value" in node ? node.value : null);
    scalar.coerceOutputValue = (value) => coerce(name, rule, value, "output");
  }
  return schema;
}

function coerce(name: string, rule: ScalarRule, value: unknown, direction: "input" | "output"): unknown {
  if (direction === "input") {
    if (!rule.valid(value)) throw new GraphQLError(`${JSON.stringify(value)} is not a valid ${name}`);
    return rule.input(value);
  }
  const written = rule.output(value);
  if (rule.valid(written)) return written;
  const kind = name.replace(/^AWS/, "");
  throw new GraphQLError(
    `Can't serialize value: Unable to serialize '${String(value)}' as a valid ${kind} Object.`,
  );
}

/** A schema for values that have been serialised already: what a mutation answered, on its way to subscribers. */
export function deliverySchema(sdl: string): GraphQLSchema {
  return buildSchema(`${sdl}\n${prelude}`);
}
