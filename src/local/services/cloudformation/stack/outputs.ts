import type { Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import type { Stack, StackOutput } from "../state.ts";
import { evaluate } from "../template/intrinsics.ts";
import type { Template } from "../template/template.ts";
import type { StackScope } from "./scope.ts";

/**
 * Evaluates a stack's outputs and publishes its exports.
 *
 * @throws WireError where an export's name is another stack's, or an export that is still imported would go
 */
export function publishOutputs(
  engine: Engine,
  stack: Stack,
  template: Template,
  scope: StackScope,
): readonly StackOutput[] {
  const outputs = Object.entries(template.Outputs ?? {})
    .filter(([, output]) => scope.holds(output.Condition))
    .map(([key, output]): StackOutput => {
      const value = evaluate(output.Value, scope);
      if (typeof value === "object" || value === undefined)
        throw validationError(`Template format error: Output ${key} must evaluate to a string`);
      const exportName = output.Export ? String(evaluate(output.Export.Name, scope)) : null;
      return { key, value: String(value), description: output.Description ?? null, exportName };
    });
  const { state } = engine;
  for (const { exportName } of outputs) {
    const holder = exportName === null ? undefined : state.exports.get(exportName);
    if (holder !== undefined && holder.stackId !== stack.id) {
      throw validationError(`Export with name ${exportName} is already exported by stack ${holder.stackId}`);
    }
  }
  const kept = new Set(outputs.map(({ exportName }) => exportName));
  const dropped = stack.outputs
    .map(({ exportName }) => exportName)
    .filter((name) => name !== null && !kept.has(name));
  for (const name of dropped) withdrawExport(engine, name as string);
  for (const { exportName, value } of outputs) {
    if (exportName !== null) state.exports.put(exportName, { stackId: stack.id, value });
  }
  return outputs;
}

/** @throws WireError where another stack imports it */
export function withdrawExport(engine: Engine, name: string): void {
  const user = importers(engine, name)[0];
  if (user !== undefined) throw validationError(`Cannot delete export ${name} as it is in use by ${user}.`);
  engine.state.exports.delete(name);
}

/** Names of the living stacks that import an export. */
export function importers(engine: Engine, name: string): string[] {
  return engine.state.names
    .list()
    .flatMap(({ key, value }) => (engine.state.stacks.get(value)?.imports.includes(name) ? [key] : []));
}
