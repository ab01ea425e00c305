import type {
  TransactWriteItem,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
} from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { constraint, SchemaViolation, validation } from "../errors.ts";
import { addUnits, consumedCapacity, noUnits, type Units, writeUnits } from "../items/capacity.ts";
import { checkConstraints, checkTableNames, failed } from "../items/constraints.ts";
import {
  type KeyInput,
  type PutInput,
  prepareCheck,
  prepareDelete,
  preparePut,
  prepareUpdate,
  type UpdateInput,
} from "../items/prepare-write.ts";
import { mostActions, prepared, transact } from "../items/transact.ts";
import { repeatable } from "../items/transaction-token.ts";
import type { Write, Written } from "../items/write.ts";
import type { Item } from "../values/attribute-value.ts";

const permissions = {
  ConditionCheck: "ConditionCheckItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
} as const;
type Kind = keyof typeof permissions;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const transactWriteItems = (
  engine: Engine,
): Operation<TransactWriteItemsInput, TransactWriteItemsOutput> => ({
  access: (input) =>
    (input.TransactItems ?? []).flatMap((step) => {
      const kind = kindOf(step);
      if (kind === null) return [];
      const { TableName = "", ...action } = step[kind] ?? {};
      const key = "Item" in action ? action.Item : "Key" in action ? action.Key : undefined;
      return [
        itemAccess(engine, permissions[kind], TableName, [key as Item], {
          "dynamodb:EnclosingOperation": "TransactWriteItems",
        }),
      ];
    }),

  handle(input) {
    const steps = input.TransactItems ?? [];
    checkConstraints({ ReturnConsumedCapacity: input.ReturnConsumedCapacity });
    checkCount(steps.length);
    if (steps.some((step) => kindOf(step) === null)) {
      throw validation("TransactItems can only contain one of Check, Put, Update or Delete");
    }
    checkTableNames(
      steps.map((step) => {
        const kind = kindOf(step) as Kind;
        return [`${kind.charAt(0).toLowerCase()}${kind.slice(1)}`, step[kind]?.TableName];
      }),
    );
    const writes = steps.map((step) => prepared(() => prepare(engine, step, input.ReturnConsumedCapacity)));
    const once = repeatable(engine, input.ClientRequestToken, steps);
    if (once.done) return capacity(input, writes, null);
    const written = transact(engine, writes, once.remember);
    return capacity(input, writes, written);
  },
});

/** @throws WireError where a transaction has no steps or too many */
export function checkCount(count: number): void {
  if (count > 0 && count <= mostActions) return;
  throw constraint(
    failed(
      "transactItems",
      `[${count} items]`,
      count === 0
        ? "Member must have length greater than or equal to 1"
        : `Member must have length less than or equal to ${mostActions}`,
    ),
  );
}

function kindOf(step: TransactWriteItem): Kind | null {
  const kinds = (Object.keys(permissions) as Kind[]).filter((kind) => step[kind] !== undefined);
  return kinds.length === 1 ? (kinds[0] as Kind) : null;
}

function prepare(engine: Engine, step: TransactWriteItem, capacityMode: string | undefined): Write {
  const { Put, Update, Delete, ConditionCheck } = step;
  const { ReturnValuesOnConditionCheckFailure } = Put ?? Update ?? Delete ?? ConditionCheck ?? {};
  checkConstraints({ ReturnValuesOnConditionCheckFailure });
  if (Put) return preparePut(engine, Put as PutInput, capacityMode);
  if (Update) return prepareUpdate(engine, Update as UpdateInput);
  if (Delete) return prepareDelete(engine, Delete as KeyInput);
  return prepareCheck(engine, ConditionCheck as KeyInput);
}

/** A repeated request reads instead of writing, and is told so. */
function capacity(
  input: TransactWriteItemsInput,
  writes: readonly (Write | SchemaViolation)[],
  written: readonly Written[] | null,
): TransactWriteItemsOutput {
  const mode = input.ReturnConsumedCapacity;
  if (mode === undefined || mode === "NONE") return {};
  const byTable = new Map<string, Units>();
  for (const [position, write] of writes.entries()) {
    if (write instanceof SchemaViolation) continue;
    const { table } = write.open;
    const units = byTable.get(table.name) ?? noUnits();
    byTable.set(table.name, units);
    const { before, after } = written?.[position] ?? { before: null, after: null };
    addUnits(units, writeUnits(table, before, after, 2));
  }
  const split = written === null ? "ReadCapacityUnits" : "WriteCapacityUnits";
  return {
    ConsumedCapacity: [...byTable].flatMap(
      ([name, units]) => consumedCapacity(mode, name, units, split) ?? [],
    ),
  };
}
