import type { Context } from "@aws-appsync/utils";
import { recordKey } from "../data/keys.ts";
import type { Item } from "../data/record.ts";
import { type Grant, ownerPrefix } from "./authorize.ts";
import { type Checked, checkFields } from "./check-fields.ts";
import { referenceProblem } from "./check-scalar.ts";
import { invalid, type Problem } from "./fail.ts";
import { isUlid } from "./matches-whole.ts";
import type { Parent, Place, WriteSpec } from "./operation-specs.ts";
import { tableName } from "./table-name.ts";

/** Checks everything an input says, or ends with `Invalid` naming every problem. */
export function checkInput(spec: WriteSpec, grant: Grant, input: Item, partial: boolean): Checked {
  const problems: Problem[] = [];
  const id = input["id"] ?? null;
  if (!partial && id !== null && !isUlid(id)) problems.push({ field: "id", message: "must be a ULID" });
  // Empty: without a tenant there are no files.
  const filesPrefix = grant.tenantId === null ? "" : `tenants/${grant.tenantId}/`;
  const checked = checkFields(spec.fields, input, partial, filesPrefix, problems);
  spec.references.forEach(({ foreignKey }) => {
    const value = checked.values[foreignKey];
    const problem = value === undefined ? null : referenceProblem(value);
    if (problem !== null) problems.push({ field: foreignKey, message: problem });
  });
  if (problems.length > 0) invalid(problems);
  return checked;
}

/** A record that must be there, and the foreign keys that say so. */
export interface Needed {
  readonly table: string;
  readonly pk: string;
  readonly sk: string;
  readonly foreignKeys: string[];
}

/** The records that the given foreign keys point to, each once: a batch takes no key twice. */
export function neededParents(
  ctx: Context,
  grant: Grant,
  references: readonly Parent<Place>[],
  values: Item,
): Needed[] {
  const needed: Record<string, Needed> = {};
  references.forEach(({ foreignKey, target }) => {
    const id = values[foreignKey];
    if (typeof id !== "string") return;
    const key = recordKey(ownerPrefix(grant, target.scope), target, id);
    const known = needed[`${key.pk} ${key.sk}`];
    if (known) known.foreignKeys.push(foreignKey);
    else needed[`${key.pk} ${key.sk}`] = { ...key, table: tableName(ctx, target), foreignKeys: [foreignKey] };
  });
  return Object.values(needed);
}
