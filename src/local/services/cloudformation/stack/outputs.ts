import type { Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import type { Stack, StackOutput } from "../state.ts";
import { evaluate } from "../template/intrinsics.ts";
import type { Template } from "../template/template.ts";
import type { StackScope } from "./scope.ts";

/** @throws WireError where an output is no text */
export function evaluateOutputs(template: Template, scope: StackScope): readonly StackOutput[] {
  return Object.entries(template.Outputs ?? {})
    .filter(([, output]) => scope.holds(output.Condition))
    .map(([key, output]): StackOutput => {
      const value = evaluate(output.Value, scope);
      if (typeof value === "object" || value === undefined)
        throw validationError(
          `Template format error: Output ${key} is malformed. Its value must be a string.`,
        );
      const exportName = output.Export ? String(evaluate(output.Export.Name, scope)) : null;
      return { key, value: String(value), description: output.Description ?? null, exportName };
    });
}

/**
 * Makes a stack's exports those of its outputs: all of them or, where one is refused, none.
 *
 * @param outputs none: the stack is being deleted
 * @throws WireError where a name is another stack's, or an export that is still imported would go or change
 */
export function publishExports(engine: Engine, stack: Stack, outputs: readonly StackOutput[]): void {
  const { state, context } = engine;
  const wanted = new Map(
    outputs.flatMap(({ exportName, value }) => (exportName ? [[exportName, value]] : [])),
  );
  const own = state.exports.list().filter(({ value }) => value.stackId === stack.id);
  for (const name of wanted.keys()) {
    const holder = state.exports.get(name);
    if (holder !== undefined && holder.stackId !== stack.id)
      throw validationError(
        `Export with name ${name} is already exported by stack ${nameOf(holder.stackId)}`,
      );
  }
  for (const { key, value } of own) {
    if (wanted.get(key) === value.value) continue;
    const user = importers(engine, key)[0];
    const verb = wanted.has(key) ? "update" : "delete";
    if (user !== undefined) throw validationError(`Cannot ${verb} export ${key} as it is in use by ${user}.`);
  }
  context.store.transaction(() => {
    for (const { key } of own) if (!wanted.has(key)) state.exports.delete(key);
    for (const [name, value] of wanted) state.exports.put(name, { stackId: stack.id, value });
  });
}

/** Names of the living stacks that import an export. */
export function importers(engine: Engine, name: string): string[] {
  return engine.state.names
    .list()
    .flatMap(({ key, value }) => (engine.state.stacks.get(value)?.imports.includes(name) ? [key] : []));
}

function nameOf(stackId: string): string {
  return stackId.split("/")[1] ?? stackId;
}
