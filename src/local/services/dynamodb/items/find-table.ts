import { notSupportedHere } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { resourceNotFound, validation } from "../errors.ts";
import type { OpenTable } from "../state.ts";
import { type Index, type Table, tableArn } from "../tables/table.ts";

/** The name of a table that is given by name or ARN. */
export function tableName(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split("/")[1] ?? "") : nameOrArn;
}

/** @throws WireError ResourceNotFoundException as data operations word it */
export function findTable({ state, context }: Engine, nameOrArn: string): OpenTable {
  const name = tableName(nameOrArn);
  if (nameOrArn.startsWith("arn:") && nameOrArn !== tableArn(name, context.region, context.accountId)) {
    throw notSupportedHere(`tables of other accounts and regions: ${nameOrArn}`);
  }
  const found = state.find(name);
  if (found === undefined) throw resourceNotFound();
  return found;
}

/** @throws WireError where the table has no such index */
export function findIndex(table: Table, name: string): Index {
  const found = table.indexes.find((index) => index.name === name);
  if (found === undefined) {
    throw validation(`The table does not have the specified index: ${name}`);
  }
  return found;
}
