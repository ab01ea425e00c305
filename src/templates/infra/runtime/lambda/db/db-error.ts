import { FunctionError } from "../function-error.ts";

/**
 * The API refused an operation. Not caught, it reaches the function's own caller as it is, because it says nothing that
 * this caller could not have learned from the API.
 */
export class DbError extends FunctionError {
  override readonly name = "DbError";
  /** The GraphQL field: `updateInvoice`. */
  readonly operation: string;

  constructor(
    type: string,
    message: string,
    operation: string,
    info: Readonly<Record<string, unknown>> | null,
  ) {
    super(type, message, info === null ? {} : { info });
    this.operation = operation;
  }
}
