import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import { type Item, setAttribute, type Value } from "../values/attribute-value.ts";
import { validateValue } from "../values/validate-value.ts";

/** What a request gives for the aliases and values in its expressions. */
export interface Substitutions {
  /** @throws WireError where the alias is not defined */
  readonly name: (alias: string) => string;
  /** @throws WireError where the value is not defined */
  readonly value: (name: string) => Value;
  /** @throws WireError where something was given and never used */
  readonly checkUsed: () => void;
}

export interface SubstitutionInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Value>> | undefined;
}

const none: Substitutions = {
  name: (alias) => {
    throw undefinedName(alias);
  },
  value: (name) => {
    throw undefinedValue(name);
  },
  checkUsed: () => {},
};

/**
 * Reads the names and values of a request and checks them by themselves.
 *
 * @throws WireError ValidationException
 */
export function readSubstitutions(input: SubstitutionInput): Substitutions {
  const names = input.ExpressionAttributeNames;
  const given = input.ExpressionAttributeValues;
  if (names === undefined && given === undefined) return none;
  checkKeys("ExpressionAttributeNames", names, /^#[0-9a-zA-Z_]+$/);
  for (const [alias, name] of Object.entries(names ?? {})) {
    if (name === "")
      throw validation(
        `ExpressionAttributeNames contains invalid value: Empty attribute name; key: "${alias}"`,
      );
  }
  checkKeys("ExpressionAttributeValues", given, /^:[0-9a-zA-Z_]+$/);
  const values = readValues(given ?? {});
  const unusedNames = new Set(Object.keys(names ?? {}));
  const unusedValues = new Set(Object.keys(values));
  return {
    name(alias) {
      if (names === undefined || !Object.hasOwn(names, alias)) throw undefinedName(alias);
      unusedNames.delete(alias);
      return names[alias] as string;
    },
    value(name) {
      if (!Object.hasOwn(values, name)) throw undefinedValue(name);
      unusedValues.delete(name);
      return values[name] as Value;
    },
    checkUsed() {
      if (unusedNames.size > 0) throw unused("Names", unusedNames);
      if (unusedValues.size > 0) throw unused("Values", unusedValues);
    },
  };
}

function readValues(given: Readonly<Record<string, Value>>): Item {
  const values: Item = {};
  for (const name of Object.keys(given)) {
    try {
      setAttribute(values, name, validateValue(given[name] as Value));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      throw validation(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
    }
  }
  return values;
}

function checkKeys(parameter: string, given: object | undefined, pattern: RegExp): void {
  if (given === undefined) return;
  const keys = Object.keys(given);
  if (keys.length === 0) throw validation(`${parameter} must not be empty`);
  const wrong = keys.find((key) => !pattern.test(key));
  if (wrong !== undefined) {
    throw validation(`${parameter} contains invalid key: Syntax error; key: ${JSON.stringify(wrong)}`);
  }
}

function unused(kind: "Names" | "Values", keys: ReadonlySet<string>) {
  return validation(
    `Value provided in ExpressionAttribute${kind} unused in expressions: keys: {${[...keys].join(", ")}}`,
  );
}

function undefinedName(alias: string) {
  return validation(
    `An expression attribute name used in the document path is not defined; attribute name: ${alias}`,
  );
}

function undefinedValue(name: string) {
  return validation(
    `An expression attribute value used in expression is not defined; attribute value: ${name}`,
  );
}
