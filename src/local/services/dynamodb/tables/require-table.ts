import type { Engine } from "../engine.ts";
import { tableNotFound } from "../errors.ts";
import { checkConstraints } from "../items/constraints.ts";
import { tableName } from "../items/find-table.ts";
import type { OpenTable } from "../state.ts";

/** The table an operation on tables names. @throws WireError ResourceNotFoundException that tells the name */
export function requireTable({ state }: Engine, nameOrArn: string | undefined): OpenTable {
  checkConstraints({ TableName: nameOrArn });
  const name = tableName(nameOrArn ?? "");
  const found = state.find(name);
  if (found === undefined) throw tableNotFound(name);
  return found;
}
