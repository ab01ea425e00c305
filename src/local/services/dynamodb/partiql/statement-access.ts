import type { Access } from "../../../kernel/service.ts";
import { arnOf, given, keyText } from "../access.ts";
import type { Engine } from "../engine.ts";
import { tableName } from "../items/find-table.ts";
import { attributeOf, type Value } from "../values/attribute-value.ts";
import { parseStatement } from "./parse-statement.ts";
import { conjuncts, pinned } from "./pinned-keys.ts";

const actions = {
  select: "PartiQLSelect",
  insert: "PartiQLInsert",
  update: "PartiQLUpdate",
  delete: "PartiQLDelete",
} as const;

/** What a statement needs to be allowed. A malformed one needs nothing: it will be refused for that. */
export function statementAccess(
  engine: Engine,
  text: string | undefined,
  values: readonly Value[] | undefined,
): Access[] {
  try {
    const statement = parseStatement(text ?? "", values);
    const index = statement.kind === "select" ? (statement.index ?? undefined) : undefined;
    const hash = engine.state.find(tableName(statement.table))?.table.hash.name ?? "";
    const value =
      statement.kind === "insert"
        ? attributeOf(statement.item, hash)
        : conjuncts(statement.where)
            .map((condition) => pinned(condition, hash))
            .find((found) => found !== null);
    const leading = keyText(value ?? undefined);
    return [
      {
        action: `dynamodb:${actions[statement.kind]}`,
        resource: arnOf(engine, statement.table, index),
        conditions: given({ "dynamodb:LeadingKeys": leading.length === 0 ? undefined : leading }),
      },
    ];
  } catch {
    return [];
  }
}
