/** What `util.error` stops a handler with; also what any failure of a handler becomes. */
export class AppSyncError extends Error {
  readonly errorType: string | null;
  readonly data: unknown;
  readonly errorInfo: unknown;

  constructor(
    message: string,
    errorType: string | null = null,
    data: unknown = null,
    errorInfo: unknown = null,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppSyncError";
    this.errorType = errorType;
    this.data = data;
    this.errorInfo = errorInfo;
  }
}

/** What `runtime.earlyReturn` stops a handler with. No Error: it is none, and happens too often to note where. */
export class EarlyReturn {
  readonly value: unknown;
  readonly skipTo: "END" | "NEXT";

  constructor(value: unknown, skipTo: "END" | "NEXT") {
    this.value = value;
    this.skipTo = skipTo;
  }
}

/** The code asks for something whose behaviour on AWS is unknown or undocumented: the test must not rely on it. */
export class UnknownBehaviour extends Error {
  override readonly name = "UnknownBehaviour";
}
