/** An error as AWS puts it on the wire. Every service's `errors.ts` builds these. */
export class WireError extends Error {
  override readonly name = "WireError";
  /** `ResourceNotFoundException`: what SDKs turn into the error's name. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** Further members of the error's body, such as `CancellationReasons` or `Item`. */
  readonly members: Readonly<Record<string, unknown>>;

  /** Headers of the error's response, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status = 400,
    members: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
    this.headers = headers;
  }
}

/**
 * Something AWS has and this local cloud does not: said loudly, naming what is missing. Not retried by SDKs.
 *
 * @param what "operation dynamodb:ExportTableToPointInTime", "property AWS::S3::Bucket.ReplicationConfiguration"
 */
export function notSupportedHere(what: string): WireError {
  return new WireError(
    "NotSupportedByLocalCloud",
    `The local cloud does not support ${what}. AWS does.`,
    400,
  );
}
