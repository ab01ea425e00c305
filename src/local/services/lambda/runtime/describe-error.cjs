/** Errors in the form that Lambda answers them. */
"use strict";

/** @returns {{ errorType: string, errorMessage: string, trace: string[] }} */
function describeError(error, type) {
  if (
    error instanceof Error ||
    (error && typeof error === "object" && "stack" in error && "message" in error)
  ) {
    return {
      errorType: type ?? error.name,
      errorMessage: String(error.message),
      trace: typeof error.stack === "string" ? error.stack.split("\n") : [],
    };
  }
  return { errorType: type ?? typeof error, errorMessage: String(error), trace: [] };
}

module.exports = { describeError };
