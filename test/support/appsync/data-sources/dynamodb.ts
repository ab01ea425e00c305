import * as sdk from "@aws-sdk/client-dynamodb";
import type { DataSource } from "../../../../src/local/services/appsync/data-sources/data-source.ts";
import { onTable } from "../../../../src/local/services/appsync/data-sources/dynamodb.ts";
import {
  DynamoDBFailure,
  type DynamoDBOutput,
  type DynamoDBPort,
} from "../../../../src/local/services/appsync/data-sources/operation.ts";
import type { Plain } from "../../../../src/local/services/appsync/runtime/plain.ts";

/** What the data source did: the operation as AppSync names it, and the request. */
export type DynamoDBCall = (operation: string, request: Plain) => void;

/** A DynamoDB data source over a real engine, by the official client. */
export function dynamodb(
  client: sdk.DynamoDBClient,
  table: string,
  onCall: DynamoDBCall = () => {},
): DataSource {
  return { execute: (request) => onTable(portOf(client), table, request, onCall) };
}

const commands = sdk as unknown as Readonly<Record<string, new (input: object) => sdk.GetItemCommand>>;

function portOf(client: sdk.DynamoDBClient): DynamoDBPort {
  return async (operation, input) => {
    const Command = commands[`${operation}Command`];
    if (Command === undefined) throw new Error(`The SDK has no ${operation}`);
    try {
      return (await client.send(new Command(input))) as DynamoDBOutput;
    } catch (problem) {
      if (!(problem instanceof Error) || !("$metadata" in problem)) throw problem;
      const reasons = problem instanceof sdk.TransactionCanceledException ? problem.CancellationReasons : [];
      throw new DynamoDBFailure(problem.name, problem.message, reasons ?? [], "TEST");
    }
  };
}
