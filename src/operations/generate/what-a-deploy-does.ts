import type { Backend } from "../../definition/ir.ts";
import type { Lock } from "../../definition/lock.ts";

/**
 * What deploying the changes of a lock will do, in plain words, one sentence each.
 *
 * @param locks before and after
 */
export function whatADeployDoes(
  backend: Backend,
  locks: { readonly before: Lock; readonly after: Lock },
): string[] {
  const sentences: string[] = [];
  let tables = 0;
  for (const { name, dedicated } of backend.models) {
    const old = locks.before.models[name];
    const now = locks.after.models[name];
    if (now === undefined) continue;
    if (old === undefined || old.retired) {
      if (dedicated) {
        sentences.push(`Creates a table of its own for ${name}.`);
        tables++;
      }
      sentences.push(`Adds the resolvers of ${name} to nested stack ${now.shard}.`);
    }
    for (const [index, { slot, revision }] of Object.entries(now.indexes)) {
      const before = old?.indexes[index];
      if (before !== undefined && before.revision === revision && !before.retired) continue;
      const late = old === undefined ? "" : ", and the records that exist enter it";
      sentences.push(`Index ${index} of ${name} takes slot ${slot}${late}.`);
    }
  }
  for (const { name } of backend.functions) {
    const old = locks.before.functions[name];
    const now = locks.after.functions[name];
    if (now !== undefined && (old === undefined || old.retired)) {
      sentences.push(`Creates the Lambda function ${name} in nested stack ${now.shard}.`);
    }
  }
  if (tables === 0) sentences.unshift("No table changes, and nothing is replaced.");
  return sentences;
}
