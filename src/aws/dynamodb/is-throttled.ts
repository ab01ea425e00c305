const throttled: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
]);

/**
 * Did DynamoDB ask for less at once? Where it did, the SDK has already tried several times, each after a longer pause.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function isThrottled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (throttled.has(error.name)) return true;
  return (
    error.name === "TransactionCanceledException" &&
    /ThrottlingError|ProvisionedThroughputExceeded/.test(error.message)
  );
}
