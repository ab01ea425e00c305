import type { Lock } from "./lock.ts";

/** The text of `plinth.lock.json`: keys sorted, short lists on one line, so that changes to it are easy to review and merge. */
export function printLock(lock: Lock): string {
  const functions = entries(lock.functions, (shape) =>
    JSON.stringify({ shard: shape.shard, retired: shape.retired }),
  );
  const models = entries(lock.models, ({ shard, retired, indexes }) => {
    const printed = entries(indexes, (index) =>
      JSON.stringify({
        slot: index.slot,
        revision: index.revision,
        hash: index.hash,
        sort: index.sort,
        retired: index.retired,
      }),
    );
    return block([`"shard": ${shard}`, `"retired": ${retired}`, `"indexes": ${block(printed)}`]);
  });
  return `${block([`"version": ${lock.version}`, `"models": ${block(models)}`, `"functions": ${block(functions)}`])}\n`;
}

function entries<T>(record: Readonly<Record<string, T>>, print: (value: T) => string): readonly string[] {
  return Object.keys(record)
    .toSorted()
    .flatMap((key) => {
      const value = record[key];
      return value === undefined ? [] : `${JSON.stringify(key)}: ${print(value)}`;
    });
}

function block(lines: readonly string[]): string {
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n").replace(/^/gm, "  ")}\n}`;
}
