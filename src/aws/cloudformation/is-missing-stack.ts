/** CloudFormation has no error code of its own for a stack that is not there: `Stack with id x does not exist`. */
export function isMissingStack(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "ValidationError" || error.name === "StackNotFoundException") &&
    /does not exist/i.test(error.message)
  );
}
