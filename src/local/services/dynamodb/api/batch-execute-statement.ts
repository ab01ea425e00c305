import type {
  BatchExecuteStatementInput,
  BatchExecuteStatementOutput,
  BatchStatementError,
  BatchStatementRequest,
  BatchStatementResponse,
} from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { constraint, validation } from "../errors.ts";
import { checkConstraints } from "../items/constraints.ts";
import { findTable } from "../items/find-table.ts";
import { parseStatement } from "../partiql/parse-statement.ts";
import { splitWhere } from "../partiql/prepare-change.ts";
import { runChange } from "../partiql/run-change.ts";
import { runSelect } from "../partiql/run-select.ts";
import type { Statement } from "../partiql/statement.ts";
import { statementAccess } from "../partiql/statement-access.ts";
import type { Value } from "../values/attribute-value.ts";

const mostStatements = 25;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html */
export const batchExecuteStatement = (
  engine: Engine,
): Operation<BatchExecuteStatementInput, BatchExecuteStatementOutput> => ({
  access: (input) =>
    (input.Statements ?? []).flatMap(({ Statement, Parameters }) =>
      statementAccess(engine, Statement, Parameters as Value[] | undefined),
    ),

  handle(input) {
    checkConstraints({ ReturnConsumedCapacity: input.ReturnConsumedCapacity });
    const requests = input.Statements ?? [];
    if (requests.length === 0 || requests.length > mostStatements) {
      throw constraint(
        `Value at 'statements' failed to satisfy constraint: Member must have length ${requests.length === 0 ? "greater than or equal to 1" : `less than or equal to ${mostStatements}`}`,
      );
    }
    const statements = requests.map((request) => parsed(request));
    const sound = statements.filter((statement): statement is Statement => !(statement instanceof WireError));
    if (new Set(sound.map(({ kind }) => kind === "select")).size > 1) {
      throw validation("Batch statements must be either all reads or all writes");
    }
    return {
      Responses: statements.map((statement, position) =>
        respond(engine, statement, requests[position] as BatchStatementRequest),
      ),
    };
  },
});

function parsed({ Statement, Parameters }: BatchStatementRequest): Statement | WireError {
  try {
    return parseStatement(Statement ?? "", Parameters as Value[] | undefined);
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
}

function respond(
  engine: Engine,
  statement: Statement | WireError,
  request: BatchStatementRequest,
): BatchStatementResponse {
  if (statement instanceof WireError) return { Error: told(statement) };
  try {
    const items =
      statement.kind === "select"
        ? selectOne(engine, statement, request.ConsistentRead ?? false)
        : runChange(engine, statement, request.ReturnValuesOnConditionCheckFailure === "ALL_OLD").items;
    const item = items[0] as BatchStatementResponse["Item"];
    return { TableName: statement.table, ...(item && { Item: item }) };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { Error: told(error), TableName: statement.table };
  }
}

/** A batch reads single items. @throws WireError */
function selectOne(engine: Engine, statement: Extract<Statement, { kind: "select" }>, consistent: boolean) {
  splitWhere(findTable(engine, statement.table).table, statement.where);
  return runSelect(engine, statement, { limit: null, start: null, consistent }).page.items;
}

const codes: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  DuplicateItemException: "DuplicateItem",
  ResourceNotFoundException: "ResourceNotFound",
  ValidationException: "ValidationError",
};

function told(error: WireError): BatchStatementError {
  const item = error.members["Item"] as BatchStatementError["Item"];
  return {
    Code: (codes[error.code] ?? error.code) as BatchStatementError["Code"] & string,
    Message: error.message,
    ...(item && { Item: item }),
  };
}
