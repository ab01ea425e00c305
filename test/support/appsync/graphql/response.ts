import type { GraphQLError } from "graphql";
import { AppSyncError } from "../../../../src/local/services/appsync/runtime/signals.ts";

/** An error as AppSync's clients get it. */
export interface ResponseError {
  readonly path: readonly (string | number)[] | null;
  readonly message: string;
  readonly errorType: string | null;
  readonly errorInfo: unknown;
  readonly data: unknown;
}

export interface Response {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly ResponseError[];
}

export function responseError(error: GraphQLError): ResponseError {
  const cause = error.originalError;
  const own = cause instanceof AppSyncError ? cause : null;
  return {
    path: error.path ?? null,
    message: error.message,
    errorType: own?.errorType ?? null,
    errorInfo: own?.errorInfo ?? null,
    data: own?.data ?? null,
  };
}
