import type { Access } from "../../kernel/service.ts";
import type { Engine } from "./engine.ts";
import { tableName } from "./items/find-table.ts";
import { tableArn } from "./tables/table.ts";
import { attributeOf, type Item, type Value } from "./values/attribute-value.ts";

/** The ARN of a table, or of an index of it. */
export function arnOf({ context }: Engine, nameOrArn: string, index?: string | undefined): string {
  const arn = tableArn(tableName(nameOrArn), context.region, context.accountId);
  return index === undefined ? arn : `${arn}/index/${index}`;
}

/**
 * An access to items. Policies can restrict it to partition keys and attributes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 *
 * @param keys items or keys that are accessed
 */
export function itemAccess(
  engine: Engine,
  action: string,
  nameOrArn: string,
  keys: readonly (Item | undefined)[],
  conditions: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): Access {
  const hash = engine.state.find(tableName(nameOrArn))?.table.hash.name;
  const leading =
    hash === undefined
      ? []
      : keys.flatMap((key) => keyText(key === undefined ? undefined : attributeOf(key, hash)));
  return {
    action: `dynamodb:${action}`,
    resource: arnOf(engine, nameOrArn),
    conditions: given({
      "dynamodb:LeadingKeys": leading.length === 0 ? undefined : leading,
      ...conditions,
    }),
  };
}

/** A key as a condition sees it. */
export function keyText(value: Value | undefined): string[] {
  if (value?.S !== undefined) return [value.S];
  if (value?.N !== undefined) return [value.N];
  return value?.B === undefined ? [] : [Buffer.from(value.B).toString("base64")];
}

export function given(
  conditions: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string | readonly string[]> {
  const kept: Record<string, string | readonly string[]> = {};
  for (const name in conditions) {
    const value = conditions[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** An access to a table as a whole. */
export function tableAccess(engine: Engine, action: string, nameOrArn: string | undefined): Access {
  return { action: `dynamodb:${action}`, resource: arnOf(engine, nameOrArn ?? "") };
}
