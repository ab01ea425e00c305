import type { Engine } from "../engine.ts";
import { project } from "../expressions/project.ts";
import { perform, type Write, type Written } from "../items/write.ts";
import type { Item } from "../values/attribute-value.ts";
import { prepareChange } from "./prepare-change.ts";
import type { Change } from "./statement.ts";

export interface Changed {
  readonly write: Write;
  readonly written: Written;
  /** What RETURNING asks for. */
  readonly items: Item[];
}

/** @throws WireError */
export function runChange(engine: Engine, statement: Change, tellsItem: boolean): Changed {
  const write = prepareChange(engine, statement, tellsItem);
  const written = perform(engine, write);
  return { write, written, items: returned(statement, write, written) };
}

export function returned(statement: Change, write: Write, { before, after }: Written): Item[] {
  if (statement.kind === "insert" || statement.returning === null) return [];
  const old = statement.returning.endsWith("OLD");
  const wanted = old ? before?.item : after?.item;
  if (wanted === undefined) return [];
  if (statement.returning.startsWith("ALL")) return [wanted];
  return [project(wanted, old ? write.paths : write.newPaths)];
}
