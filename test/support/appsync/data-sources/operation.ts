import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Plain } from "../runtime/plain.ts";
import type { Answer } from "./data-source.ts";

/** One operation against the data source's table; batches and transactions name their tables themselves. */
export type Operation = (client: DynamoDBClient, table: string, request: Plain) => Promise<Answer>;

/** A service exception as `ctx.error`; anything else is a mistake in the test or its code, and is thrown. */
export function failure(problem: unknown, result: unknown = null): Answer {
  if (problem instanceof RangeError) {
    return { result, error: { message: problem.message, type: "BadRequestException" } };
  }
  if (!(problem instanceof Error) || !("$metadata" in problem)) throw problem;
  const message = `${problem.message} (Service: DynamoDb, Status Code: 400, Request ID: TEST)`;
  return { result, error: { message, type: `DynamoDB:${problem.name}` } };
}
