import { own } from "../../../kernel/own.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import type { ResourceChange, Stack, StackParameter, StackResource } from "../state.ts";
import { evaluate, type Scope } from "../template/intrinsics.ts";
import { parseTemplate, type TemplateResource } from "../template/template.ts";
import { changedProperties } from "./difference.ts";
import type { ReadRequest } from "./request.ts";
import { stackScope } from "./scope.ts";

/**
 * What an update would do to each resource, without doing it.
 *
 * @param stack as it is
 */
export function planChanges(
  engine: Engine,
  stack: Stack,
  templateText: string,
  parameters: readonly StackParameter[],
): ResourceChange[] {
  const template = parseTemplate(templateText);
  const uncertain = new Set<string>();
  /** A resource that is new or may be replaced has no id yet: whatever refers to it may change as well. */
  const known = (id: string) => {
    const resource = own(stack.resources, id);
    if (resource !== undefined && !uncertain.has(id)) return resource;
    return id in template.Resources ? unknownYet(id) : undefined;
  };
  const scope = stackScope(
    { ...stack, parameters },
    template,
    engine.context,
    known,
    (name) => engine.state.exports.get(name)?.value,
  );
  const active = Object.keys(template.Resources).filter((id) =>
    scope.holds(template.Resources[id]?.Condition),
  );
  let changes: ResourceChange[] = [];
  // A replacement makes what refers to it uncertain; that settles after as many rounds as references are deep.
  for (let size = -1; size !== uncertain.size; ) {
    size = uncertain.size;
    changes = active.flatMap(
      (id) => planResource(id, template.Resources[id] as TemplateResource, own(stack.resources, id)) ?? [],
    );
    for (const change of changes) if (change.replacement === "True") uncertain.add(change.logicalId);
  }
  const removed = Object.values(stack.resources).filter(({ logicalId }) => !active.includes(logicalId));
  return [...changes, ...removed.map(planRemoval)].sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));

  function planResource(
    id: string,
    definition: TemplateResource,
    previous: StackResource | undefined,
  ): ResourceChange | null {
    const base = { logicalId: id, type: definition.Type };
    if (previous === undefined) {
      return {
        ...base,
        action: "Add",
        physicalId: null,
        replacement: null,
        policyAction: null,
        changedProperties: [],
      };
    }
    const properties = evaluateEach(id, definition.Properties ?? {}, scope);
    const changed = changedProperties(
      definition.Type,
      plainReferences(previous.properties, properties),
      properties,
    );
    const retyped = previous.type !== definition.Type;
    if (changed.length === 0 && !retyped) return null;
    const replacement =
      retyped || changed.some(({ recreation }) => recreation === "Always")
        ? "True"
        : changed.some(({ recreation }) => recreation === "Conditionally")
          ? "Conditional"
          : "False";
    const retains = (definition.UpdateReplacePolicy ?? "Delete") !== "Delete";
    return {
      ...base,
      action: "Modify",
      physicalId: previous.physicalId,
      replacement,
      policyAction: replacement === "True" ? (retains ? "ReplaceAndRetain" : "ReplaceAndDelete") : null,
      changedProperties: changed,
    };
  }
}

/** Would an update with this request do nothing at all? */
export function changesNothing(engine: Engine, stack: Stack, read: ReadRequest): boolean {
  if (stack.status === "UPDATE_FAILED" || stack.status === "CREATE_FAILED") return false;
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return (
    same(read.tags, stack.tags) &&
    same(read.template.Outputs, parseTemplate(stack.template).Outputs) &&
    planChanges(engine, stack, read.text, read.parameters).length === 0
  );
}

/** Functions over what is not known yet (an element of a list, say) may fail; such a property counts as changed. */
function evaluateEach(
  id: string,
  properties: Readonly<Record<string, unknown>>,
  scope: Scope,
): Record<string, unknown> {
  const entries = Object.entries(properties).map(([name, value]) => {
    try {
      return [name, evaluate(value, scope)] as const;
    } catch (error) {
      if (error instanceof WireError) return [name, `{{unknown:${id}.${name}}}`] as const;
      throw error;
    }
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function planRemoval(resource: StackResource): ResourceChange {
  const policy = resource.deletionPolicy;
  return {
    action: "Remove",
    logicalId: resource.logicalId,
    physicalId: resource.physicalId,
    type: resource.type,
    replacement: null,
    policyAction: policy === "Delete" ? "Delete" : policy === "Snapshot" ? "Snapshot" : "Retain",
    changedProperties: [],
  };
}

/** Dynamic references are looked up at execution only; a property that still holds the same reference is no change. */
function plainReferences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(before).map(([name, value]) => [
      name,
      JSON.stringify(after[name])?.includes("{{resolve:") ? after[name] : value,
    ]),
  );
}

function unknownYet(id: string): Pick<StackResource, "physicalId" | "attributes" | "type"> {
  const attributes = new Proxy({}, { get: (_target, name) => `{{unknown:${id}.${String(name)}}}` });
  return { physicalId: `{{unknown:${id}}}`, attributes, type: "" };
}
