import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { AppSyncError } from "../runtime/signals.ts";
import { resultMessage, variableMessage } from "./execution-message.ts";
import { validationMessage } from "./validation-message.ts";

/** A GraphQL answer as AppSync's clients get it. */
export interface GraphQLAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly object[];
}

/** An error of a resolver or of execution. `data` shows only what the field selects. */
export function executionError(error: GraphQLError, schema: GraphQLSchema): object {
  const variable = variableMessage(error, schema);
  if (variable !== null) return plain(error, variable);
  const result = resultMessage(error, schema);
  if (result !== null) return { path: error.path, locations: null, message: result };
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

/** An error of a document that does not fit the schema, with graphql-java's name of the kind. */
export const validationError = (error: GraphQLError, document: DocumentNode): object =>
  plain(error, validationMessage(error, document));

/** An error of a whole request that AppSync has a type for. */
export const requestError = (errorType: string, message: string) => ({ errorType, message });

const plain = (error: GraphQLError, message: string) => ({
  path: null,
  locations: located(error).slice(0, 1),
  message,
});

const located = ({ locations }: GraphQLError | GraphQLFormattedError) =>
  (locations ?? []).map(({ line, column }) => ({ line, column, sourceName: null }));

/** An error of a text that is no GraphQL document. */
export function syntaxError(problem: unknown): object {
  if (!(problem instanceof GraphQLError)) return { message: String(problem) };
  if (/tokens/.test(problem.message)) return plain(problem, problem.message.replace(/^Syntax Error: /, ""));
  const { line = 1, column = 1 } = problem.locations?.[0] ?? {};
  const rest = problem.source?.body.slice(problem.positions?.[0] ?? 0) ?? "";
  const token = /^\s*(\w+|\.\.\.|[^\s\w])/.exec(rest)?.[1] ?? "<EOF>";
  return plain(problem, `Invalid Syntax : offending token '${token}' at line ${line} column ${column}`);
}
