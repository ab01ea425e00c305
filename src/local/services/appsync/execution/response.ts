import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { AppSyncError } from "../runtime/signals.ts";

/** A GraphQL answer as AppSync's clients get it. */
export interface GraphQLAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly object[];
}

/** An error of a resolver or of execution. */
export function executionError(error: GraphQLError): object {
  const cause = error.originalError;
  const own = cause instanceof AppSyncError ? cause : null;
  return {
    path: error.path ?? null,
    data: own?.data ?? null,
    errorType: own?.errorType ?? null,
    errorInfo: own?.errorInfo ?? null,
    locations: located(error),
    message: error.message,
  };
}

/** An error of a document that does not fit the schema, with AppSync's name of the kind. */
export function validationError(error: GraphQLError): object {
  const known: [RegExp, (match: RegExpExecArray) => string][] = [
    [
      /^Cannot query field "(.+?)" on type "(.+?)"/,
      ([, f, t]) => `FieldUndefined: Field '${f}' in type '${t}' is undefined @ '${f}'`,
    ],
    [
      /^Unknown argument "(.+?)" on field "(.+?)\.(.+?)"/,
      ([, a, , f]) => `UnknownArgument: Unknown field argument ${a} @ '${f}'`,
    ],
    [
      /^(?:Argument|Field) "(.+?)\.(.+?)\((.+?):\)" of type/,
      ([, , f, a]) => `MissingFieldArgument: Missing field argument ${a} @ '${f}'`,
    ],
    [
      /^Field "(.+?)" of type "(.+?)" must have a selection/,
      ([, f, t]) => `SubSelectionRequired: Sub selection required for type ${t} of field ${f} @ '${f}'`,
    ],
    [
      /^Field "(.+?)" must not have a selection since type "(.+?)"/,
      ([, f, t]) =>
        `SubSelectionNotAllowed: Sub selection not allowed on leaf type ${t} of field ${f} @ '${f}'`,
    ],
    [/^Variable "\$(.+?)" is not defined/, ([, v]) => `UndefinedVariable: Undefined variable ${v}`],
    [/^Unknown type "(.+?)"/, ([, t]) => `UnknownType: Unknown type ${t}`],
    [/^Unknown fragment "(.+?)"/, ([, f]) => `UndefinedFragment: Undefined fragment ${f}`],
  ];
  for (const [pattern, text] of known) {
    const match = pattern.exec(error.message);
    if (match !== null) return plain(error, `Validation error of type ${text(match)}`);
  }
  return plain(error, `Validation error of type WrongType: ${error.message}`);
}

/** An error of a whole request that AppSync has a type for. */
export const requestError = (errorType: string, message: string) => ({ errorType, message });

const plain = (error: GraphQLError, message: string) => ({ path: null, locations: located(error), message });

const located = ({ locations }: GraphQLError | GraphQLFormattedError) =>
  (locations ?? []).map(({ line, column }) => ({ line, column, sourceName: null }));

export const syntaxError = (problem: unknown): object =>
  problem instanceof GraphQLError
    ? plain(
        problem,
        `Invalid Syntax : offending token '' at line ${problem.locations?.[0]?.line ?? 1} column ${problem.locations?.[0]?.column ?? 1}`,
      )
    : { message: String(problem) };
