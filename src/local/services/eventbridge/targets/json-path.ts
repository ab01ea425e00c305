/**
 * Reads by a simple JSON path: `$`, `$.detail.items[0].name`, `$.detail['a-b']`.
 *
 * @returns undefined where there is nothing
 */
export function readPath(path: string, value: unknown): unknown {
  return stepsOf(path)?.reduce<unknown>((at, step) => {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    return (at as Record<string, unknown>)[step];
  }, value);
}

/** @returns null where it is no path that EventBridge takes */
export function stepsOf(path: string): string[] | null {
  if (!path.startsWith("$")) return null;
  const steps: string[] = [];
  const step = /\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]|\["([^"]+)"\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null) return null;
    steps.push((match[1] ?? match[2] ?? match[3] ?? match[4]) as string);
  }
  return steps;
}
