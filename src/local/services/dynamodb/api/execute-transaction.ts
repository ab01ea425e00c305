import type { ExecuteTransactionInput, ExecuteTransactionOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { meets } from "../expressions/evaluate.ts";
import { checkConstraints } from "../items/constraints.ts";
import { findTable } from "../items/find-table.ts";
import { projected } from "../items/get.ts";
import { prepared, transact } from "../items/transact.ts";
import { repeatable } from "../items/transaction-token.ts";
import { parseStatement } from "../partiql/parse-statement.ts";
import { prepareChange, prepareExists, splitWhere } from "../partiql/prepare-change.ts";
import type { Select } from "../partiql/statement.ts";
import { statementAccess } from "../partiql/statement-access.ts";
import { itemKey } from "../storage/keys.ts";
import type { Value } from "../values/attribute-value.ts";
import { checkCount } from "./transact-write-items.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html */
export const executeTransaction = (
  engine: Engine,
): Operation<ExecuteTransactionInput, ExecuteTransactionOutput> => ({
  access: (input) =>
    (input.TransactStatements ?? []).flatMap(({ Statement, Parameters }) =>
      statementAccess(engine, Statement, Parameters as Value[] | undefined),
    ),

  handle(input) {
    checkConstraints({ ReturnConsumedCapacity: input.ReturnConsumedCapacity });
    const requests = input.TransactStatements ?? [];
    checkCount(requests.length);
    const statements = requests.map(({ Statement, Parameters }) =>
      parseStatement(Statement ?? "", Parameters as Value[] | undefined),
    );
    const reads = statements.filter((one): one is Select => one.kind === "select" && !one.exists);
    if (reads.length === statements.length) {
      return {
        Responses: reads.map((read) => readOne(engine, read)) as ExecuteTransactionOutput["Responses"] &
          object,
      };
    }
    if (reads.length > 0) {
      throw validation("Transaction statements must be either all reads or all writes");
    }
    const writes = statements.map((statement, position) =>
      prepared(() =>
        statement.kind === "select"
          ? prepareExists(engine, statement)
          : prepareChange(
              engine,
              statement,
              requests[position]?.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
            ),
      ),
    );
    const once = repeatable(engine, input.ClientRequestToken, requests);
    if (!once.done) transact(engine, writes, once.remember);
    return { Responses: writes.map(() => ({})) };
  },
});

function readOne(engine: Engine, statement: Select) {
  const { table, storage } = findTable(engine, statement.table);
  const { keyItem, rest } = splitWhere(table, statement.where);
  const found = storage.get(itemKey(table, keyItem));
  if (found === null || (rest !== null && !meets(rest, found.item))) return {};
  return { Item: projected(statement, found, false) };
}
