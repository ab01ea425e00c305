import type { Plain } from "../runtime/plain.ts";
import type { Item } from "./attribute-maps.ts";
import type { Answer } from "./data-source.ts";

/**
 * Calls one operation of DynamoDB with the SDK's input and gives the SDK's output.
 *
 * @throws {DynamoDBFailure} where DynamoDB refuses
 */
export type DynamoDBPort = (operation: string, input: object) => Promise<DynamoDBOutput>;

/** The members of outputs that resolvers see. */
export interface DynamoDBOutput {
  readonly Item?: Item;
  readonly Attributes?: Item;
  readonly Items?: readonly Item[];
  readonly ScannedCount?: number;
  readonly LastEvaluatedKey?: Item;
  readonly Responses?: unknown;
  readonly UnprocessedKeys?: unknown;
  readonly UnprocessedItems?: unknown;
}

export interface CancellationReason {
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
  readonly Item?: Item | undefined;
}

/** What DynamoDB refuses with. */
export class DynamoDBFailure extends Error {
  override readonly name = "DynamoDBFailure";
  /** `ConditionalCheckFailedException` */
  readonly code: string;
  readonly reasons: readonly CancellationReason[];
  readonly requestId: string;

  constructor(code: string, message: string, reasons: readonly CancellationReason[], requestId: string) {
    super(message);
    this.code = code;
    this.reasons = reasons;
    this.requestId = requestId;
  }
}

/** One operation against the data source's table; batches and transactions name their tables themselves. */
export type Operation = (client: DynamoDBPort, table: string, request: Plain) => Promise<Answer>;

/** A refusal as `ctx.error`; anything else is a mistake in the code, and is thrown. */
export function failure(problem: unknown, result: unknown = null): Answer {
  if (problem instanceof RangeError) {
    return { result, error: { message: problem.message, type: "BadRequestException" } };
  }
  if (!(problem instanceof DynamoDBFailure)) throw problem;
  const message = `${problem.message} (Service: DynamoDb, Status Code: 400, Request ID: ${problem.requestId})`;
  return { result, error: { message, type: `DynamoDB:${problem.code}` } };
}

export function isFailedCondition(problem: unknown): boolean {
  return problem instanceof DynamoDBFailure && problem.code === "ConditionalCheckFailedException";
}
