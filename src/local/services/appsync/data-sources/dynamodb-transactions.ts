import type { Plain } from "../runtime/plain.ts";
import { fromItem, type Item, toItem } from "./attribute-maps.ts";
import { type Answer, answer } from "./data-source.ts";
import { Expressions } from "./expressions.ts";
import { DynamoDBFailure, failure, type Operation } from "./operation.ts";

/** Answers `{ items, cancellationReasons: null }`. */
export const transactGet: Operation = async (client, _table, request) => {
  const items = request["transactItems"] as Plain[];
  const output = await client("TransactGetItems", {
    TransactItems: items.map((item) => {
      const expressions = new Expressions();
      const projection = expressions.take(item["projection"]);
      return {
        Get: {
          TableName: String(item["table"]),
          Key: toItem(item["key"]),
          ProjectionExpression: projection,
          ...expressions.members(),
        },
      };
    }),
  });
  const found = ((output.Responses ?? []) as readonly { readonly Item?: Item }[]).map(({ Item }) =>
    Item === undefined ? null : fromItem(Item),
  );
  return answer({ items: found, cancellationReasons: null });
};

/** Answers `{ keys, cancellationReasons }`: one of them is null. A cancelled transaction is also an error. */
export const transactWrite: Operation = async (client, _table, request) => {
  const items = request["transactItems"] as Plain[];
  try {
    await client("TransactWriteItems", { TransactItems: items.map(writeOf) });
  } catch (problem) {
    return cancelled(problem);
  }
  return answer({ keys: items.map((item) => fromItem(toItem(item["key"]))), cancellationReasons: null });
};

function writeOf(item: Plain): object {
  const expressions = new Expressions();
  const condition = expressions.take(item["condition"]);
  const wantsItem =
    (item["condition"] as Plain | undefined)?.["returnValuesOnConditionCheckFailure"] !== false;
  const target = {
    TableName: String(item["table"]),
    ConditionExpression: condition,
    ReturnValuesOnConditionCheckFailure: wantsItem ? ("ALL_OLD" as const) : ("NONE" as const),
  };
  const Key = toItem(item["key"]);
  switch (item["operation"]) {
    case "PutItem":
      return {
        Put: {
          ...target,
          Item: { ...toItem(item["attributeValues"] ?? {}), ...Key },
          ...expressions.members(),
        },
      };
    case "UpdateItem": {
      const UpdateExpression = expressions.take(item["update"]);
      return { Update: { ...target, Key, UpdateExpression, ...expressions.members() } };
    }
    case "DeleteItem":
      return { Delete: { ...target, Key, ...expressions.members() } };
    case "ConditionCheck":
      return { ConditionCheck: { ...target, Key, ConditionExpression: condition, ...expressions.members() } };
    default:
      throw new Error(`TransactWriteItems knows no ${String(item["operation"])}`);
  }
}

function cancelled(problem: unknown): Answer {
  if (!(problem instanceof DynamoDBFailure) || problem.code !== "TransactionCanceledException")
    return failure(problem);
  const cancellationReasons = problem.reasons.map((reason) => ({
    ...(reason.Item !== undefined && { item: fromItem(reason.Item) }),
    // AppSync's own names: the first differs from DynamoDB's ConditionalCheckFailed.
    type: reason.Code === "ConditionalCheckFailed" ? "ConditionCheckFailed" : (reason.Code ?? "None"),
    message: reason.Message ?? "None",
  }));
  return failure(problem, { keys: null, cancellationReasons });
}
