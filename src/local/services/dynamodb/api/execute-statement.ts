import type { ExecuteStatementInput, ExecuteStatementOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { consumedCapacity, noUnits, readUnits, writeUnits } from "../items/capacity.ts";
import { checkConstraints } from "../items/constraints.ts";
import { parseStatement } from "../partiql/parse-statement.ts";
import { runChange } from "../partiql/run-change.ts";
import { runSelect } from "../partiql/run-select.ts";
import { statementAccess } from "../partiql/statement-access.ts";
import type { Item, Value } from "../values/attribute-value.ts";
import { readItem, writeItem } from "../values/item-text.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html */
export const executeStatement = (
  engine: Engine,
): Operation<ExecuteStatementInput, ExecuteStatementOutput> => ({
  access: (input) => statementAccess(engine, input.Statement, input.Parameters as Value[] | undefined),

  handle(input) {
    checkConstraints({ ReturnConsumedCapacity: input.ReturnConsumedCapacity, Limit: input.Limit });
    const statement = parseStatement(input.Statement ?? "", input.Parameters as Value[] | undefined);
    const units = noUnits();
    const told = (name: string) => {
      const capacity = consumedCapacity(input.ReturnConsumedCapacity, name, units);
      return capacity && { ConsumedCapacity: capacity };
    };
    if (statement.kind !== "select") {
      if (input.NextToken !== undefined) throw validation("NextToken is only valid on a SELECT statement");
      const { write, written, items } = runChange(
        engine,
        statement,
        input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
      );
      units.table = writeUnits(write.open.table, written.before, written.after, 1).table;
      return { Items: items as ExecuteStatementOutput["Items"] & object, ...told(statement.table) };
    }
    const { index, page } = runSelect(engine, statement, {
      limit: input.Limit ?? null,
      start: input.NextToken === undefined ? null : readToken(input.NextToken),
      consistent: input.ConsistentRead ?? false,
    });
    const read = readUnits(page.bytes, input.ConsistentRead ? 1 : 0.5);
    if (index === null) units.table = read;
    else units.indexes.set(index, read);
    return {
      Items: page.items as ExecuteStatementOutput["Items"] & object,
      ...(page.lastKey !== null && {
        LastEvaluatedKey: page.lastKey as ExecuteStatementOutput["LastEvaluatedKey"] & object,
        NextToken: writeToken(page.lastKey),
      }),
      ...told(statement.table),
    };
  },
});

function writeToken(key: Item): string {
  return Buffer.from(writeItem(key)).toString("base64");
}

function readToken(token: string): Item {
  try {
    return readItem(Buffer.from(token, "base64").toString("utf8"));
  } catch {
    throw validation("Invalid NextToken");
  }
}
