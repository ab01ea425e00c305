import type { DocumentNode, GraphQLError } from "graphql";
import { type QueryPath, queryPath } from "./query-path.ts";

type Telling = (match: RegExpExecArray, at: QueryPath) => string;

/** graphql-js' sentences, and what graphql-java (which AppSync runs) calls the same mistakes. */
const known: readonly (readonly [RegExp, Telling])[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    ([, f, t], at) => `FieldUndefined: Field '${f}' in type '${t}' is undefined @ '${at.fields}'`,
  ],
  [
    /^Unknown argument "(.+?)" on field/,
    ([, a], at) => `UnknownArgument: Unknown field argument ${a} @ '${at.fields}'`,
  ],
  [
    /^Argument "[^"]*\((.+?):\)" of type/,
    ([, a], at) => `MissingFieldArgument: Missing field argument ${a} @ '${at.fields}'`,
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection/,
    ([, f, t], at) =>
      `SubSelectionRequired: Sub selection required for type ${t} of field ${f} @ '${at.fields}'`,
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)"/,
    ([, f, t], at) =>
      `SubSelectionNotAllowed: Sub selection not allowed on leaf type ${t} of field ${f} @ '${at.fields}'`,
  ],
  [
    /^Variable "\$(.+?)" is not defined/,
    ([, v], at) => `UndefinedVariable: Undefined variable ${v} @ '${at.fields}'`,
  ],
  [/^Variable "\$(.+?)" is never used/, ([, v]) => `UnusedVariable: Unused variable ${v}`],
  [
    /^Variable "\$.+?" of type "(.+?)" used in position expecting type "(.+?)"/,
    ([, has, needs], at) =>
      `VariableTypeMismatch: Variable type '${has}' doesn't match expected type '${needs}' @ '${at.fields}'`,
  ],
  [/^Unknown type "(.+?)"/, ([, t]) => `UnknownType: Unknown type ${t}`],
  [/^Unknown fragment "(.+?)"/, ([, f], at) => `UndefinedFragment: Undefined fragment ${f} @ '${at.fields}'`],
  [/^Fragment "(.+?)" is never used/, ([, f]) => `UnusedFragment: Unused fragment ${f}`],
  [/^Unknown directive "@(.+?)"/, ([, d], at) => `UnknownDirective: Unknown directive ${d} @ '${at.fields}'`],
  [
    /^Fields "(.+?)" conflict because (.+?)\. Use different/,
    ([, f, why], at) => `FieldsConflict: ${f}: ${why} @ '${at.fields}'`,
  ],
  [
    /^Expected value of (?:non-null )?type "(.+?)" (?:not to be null|to include|not to include)/,
    ([, type], at) => wrongType(at, type),
  ],
  [
    /^(?:Value ".*" does not exist in "(.+?)" enum|Enum "(.+?)" cannot represent)/,
    ([, a, b], at) => wrongType(at, a ?? b),
  ],
  [/^(Int|Float|String|Boolean|ID) cannot represent/, ([, type], at) => wrongType(at, type)],
  [/is not a valid (AWS\w+)$/, ([, type], at) => wrongType(at, type)],
  [/introspection/i, () => "IntrospectionDisabled: Introspection is disabled for this API"],
];

const wrongType = (at: QueryPath, type = "") =>
  `WrongType: argument '${at.argument}' with value '${at.value}' is not a valid '${type.replace(/!$/, "")}' @ '${at.fields}'`;

/** What AppSync says of a document that does not fit the schema. */
export function validationMessage(error: GraphQLError, document: DocumentNode): string {
  const at = queryPath(
    document,
    error.nodes?.findLast(({ kind }) => kind !== "OperationDefinition"),
  );
  for (const [pattern, tell] of known) {
    const match = pattern.exec(error.message);
    if (match !== null) return `Validation error of type ${tell(match, at)}`;
  }
  return `Validation error of type WrongType: ${error.message}`;
}
