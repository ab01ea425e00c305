/** The types of errors that the API itself gives. A function may use others, in PascalCase. */
export type ErrorType =
  | "NotFound"
  | "Conflict"
  | "AlreadyExists"
  | "Invalid"
  | "Unauthorized"
  | "ReferenceNotFound"
  | "InUse";

export interface FunctionErrorOptions {
  /** Anything that helps the client: goes out as `errorInfo`. No secrets, no inside knowledge. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** The HTTP status of an http function's answer. Left out: by type, 400 for types of your own. */
  readonly status?: number;
  readonly cause?: unknown;
}

/**
 * An error meant for the caller. Its type, message and info reach the client as they are; of any other error the client
 * learns only that something failed.
 */
export class FunctionError extends Error {
  override readonly name: string = "FunctionError";
  readonly type: string;
  readonly info: Readonly<Record<string, unknown>> | null;
  readonly status: number;

  /**
   * @param type what a client can act on, for instance `"NotFound"`
   * @param message one sentence for people
   */
  constructor(type: ErrorType | (string & {}), message: string, options: FunctionErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.type = type;
    this.info = options.info ?? null;
    this.status = options.status ?? (isErrorType(type) ? statuses[type] : 400);
  }
}

/** @returns whether the API itself gives errors of this type */
export function isErrorType(type: string): type is ErrorType {
  return Object.hasOwn(statuses, type);
}

const statuses: Readonly<Record<ErrorType, number>> = {
  Invalid: 400,
  Unauthorized: 403,
  NotFound: 404,
  Conflict: 409,
  AlreadyExists: 409,
  InUse: 409,
  ReferenceNotFound: 422,
};
