import { WireError } from "../../kernel/wire-error.ts";
import type { OpenTable } from "./state.ts";
import type { ItemKey } from "./storage/keys.ts";
import type { Item } from "./values/attribute-value.ts";
import { wireItem } from "./values/item-text.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
export const validation = (message: string) => new WireError("ValidationException", message);

/** A value inside a request that DynamoDB does not take, with the sentence it begins such errors with. */
export const invalidParameter = (message: string) =>
  validation(`One or more parameter values were invalid: ${message}`);

/** An item or key that does not fit its table: in a transaction, the reason of one step rather than of the whole request. */
export class SchemaViolation extends WireError {
  /** Which item it is, where its key at least is sound. */
  readonly item: { readonly open: OpenTable; readonly key: ItemKey } | null;

  constructor(message: string, item: SchemaViolation["item"] = null) {
    super("ValidationException", message);
    this.item = item;
  }
}

/** A key that is empty: unlike other violations, a fault of the whole request in a transaction, too. */
export class RequestFault extends WireError {
  constructor(message: string) {
    super("ValidationException", message);
  }
}

/** A value that does not fit the model of the request: length, range, enumeration. */
export const constraint = (...sentences: readonly string[]) =>
  validation(
    `${sentences.length} validation error${sentences.length === 1 ? "" : "s"} detected: ${sentences.join("; ")}`,
  );

/** Data operations do not name what is missing; the table operations do. */
export const resourceNotFound = (what?: string) =>
  new WireError(
    "ResourceNotFoundException",
    what === undefined ? "Requested resource not found" : `Requested resource not found: ${what}`,
  );

export const tableNotFound = (name: string) => resourceNotFound(`Table: ${name} not found`);

export const resourceInUse = (message: string) => new WireError("ResourceInUseException", message);

export const limitExceeded = (message: string) => new WireError("LimitExceededException", message);

export const conditionFailed = (item: Item | null) =>
  new WireError(
    "ConditionalCheckFailedException",
    "The conditional request failed",
    400,
    item === null ? {} : { Item: wireItem(item) },
  );

export const itemTooLarge = () => validation("Item size has exceeded the maximum allowed size");

export const updatedItemTooLarge = () =>
  validation("Item size to update has exceeded the maximum allowed size");

export const tableNotFoundException = (name: string) =>
  new WireError("TableNotFoundException", `Table not found: ${name}`);
