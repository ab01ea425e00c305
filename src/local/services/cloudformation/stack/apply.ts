import type { Caller } from "../../../kernel/service.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { checkProperties } from "../resource-spec.ts";
import type { Stack, StackResource } from "../state.ts";
import { checkAcyclic, dependencies } from "../template/dependencies.ts";
import { evaluate } from "../template/intrinsics.ts";
import { parseTemplate, type Template, type TemplateResource } from "../template/template.ts";
import { changedProperties } from "./difference.ts";
import { resolveReferences } from "./dynamic-references.ts";
import { publishOutputs } from "./outputs.ts";
import { provisioner, reasonOf } from "./provision.ts";
import { stackScope } from "./scope.ts";

export interface Applied {
  /** The stack with its resources as they are now, whatever happened. */
  readonly stack: Stack;
  /** Resources that were replaced or left out of the template: still there, to be cleaned up or restored. */
  readonly leftovers: readonly { readonly resource: StackResource; readonly replaced: boolean }[];
  /** Null: everything applied. */
  readonly failure: string | null;
}

/**
 * Brings a stack's resources to its template: creates, updates, replaces (new first), everything that may in parallel.
 * Stops starting at the first failure. Deletes nothing.
 *
 * @param stack with the new template, parameters and tags already set, and `resources` as they are
 */
export async function applyTemplate(engine: Engine, stack: Stack, caller: Caller): Promise<Applied> {
  const { context, state } = engine;
  const template = parseTemplate(stack.template);
  const acting = deployingAs(caller, stack.roleArn);
  const provision = provisioner(engine, acting);
  const resources = new Map(Object.entries(stack.resources));
  const leftovers: { resource: StackResource; replaced: boolean }[] = [];
  const failures: { id: string; reason: string; update: boolean }[] = [];
  const scope = stackScope(
    stack,
    template,
    context,
    (id) => resources.get(id),
    (name) => state.exports.get(name)?.value,
  );
  let current = stack;

  const keep = () => {
    current = { ...current, resources: Object.fromEntries(resources) };
    state.stacks.put(current.id, current);
  };

  async function bring(id: string, needs: ReadonlySet<string>): Promise<void> {
    const definition = template.Resources[id] as TemplateResource;
    const previous = resources.get(id);
    try {
      const evaluated = evaluate(definition.Properties ?? {}, scope);
      const properties = (await resolveReferences(evaluated, context.call, acting)) as Record<
        string,
        unknown
      >;
      checkProperties(definition.Type, id, properties);
      const made = await change(id, definition, previous, properties);
      resources.set(id, {
        logicalId: id,
        type: definition.Type,
        physicalId: made?.physicalId ?? (previous as StackResource).physicalId,
        status:
          made === null
            ? (previous as StackResource).status
            : previous === undefined
              ? "CREATE_COMPLETE"
              : "UPDATE_COMPLETE",
        reason: null,
        properties,
        attributes: made?.attributes ?? (previous as StackResource).attributes,
        deletionPolicy: definition.DeletionPolicy ?? "Delete",
        updateReplacePolicy: definition.UpdateReplacePolicy ?? "Delete",
        needs: [...needs],
        updatedAt: made === null ? (previous as StackResource).updatedAt : context.clock.now(),
      });
      keep();
    } catch (error) {
      failures.push({ id, reason: reasonOf(error, definition.Type), update: previous !== undefined });
    }
  }

  /** @returns null where nothing had to be done */
  async function change(
    id: string,
    definition: TemplateResource,
    previous: StackResource | undefined,
    properties: Record<string, unknown>,
  ) {
    if (previous === undefined) return provision.create(current, id, definition.Type, properties);
    const changes = changedProperties(definition.Type, previous.properties, properties);
    if (previous.type === definition.Type && changes.length === 0) return null;
    const replace =
      previous.type !== definition.Type ||
      changes.some(({ recreation }) => recreation === "Always") ||
      engine.typeOf(definition.Type).update === undefined;
    if (!replace) return provision.update(current, previous, properties);
    engine.events.resource(
      current,
      previous,
      "UPDATE_IN_PROGRESS",
      "Requested update requires the creation of a new physical resource; hence creating one.",
      properties,
    );
    const made = await provision.create(current, id, definition.Type, properties);
    if (made.physicalId !== previous.physicalId) leftovers.push({ resource: previous, replaced: true });
    return made;
  }

  let outputs = current.outputs;
  try {
    const active = new Set(
      Object.keys(template.Resources).filter((id) => scope.holds(template.Resources[id]?.Condition)),
    );
    const graph = dependencies(template, active);
    checkAcyclic(graph);
    await inOrder(graph, bring, () => failures.length > 0 || engine.cancelled.has(stack.id));
    if (engine.cancelled.delete(stack.id))
      failures.push({ id: stack.name, reason: "Update cancelled", update: true });
    for (const [id, resource] of resources) {
      if (!active.has(id) && failures.length === 0) {
        leftovers.push({ resource, replaced: false });
        resources.delete(id);
      }
    }
    if (failures.length === 0) outputs = publishOutputs(engine, current, template as Template, scope);
  } catch (error) {
    failures.push({ id: stack.name, reason: reasonOf(error, "AWS::CloudFormation::Stack"), update: false });
  }
  current = { ...current, outputs, imports: [...scope.imports].sort() };
  keep();
  return { stack: current, leftovers, failure: failures.length === 0 ? null : describe(failures) };
}

/** Runs each node once all that it needs is done. After `stop`, no further one is begun. */
async function inOrder(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  work: (id: string, needs: ReadonlySet<string>) => Promise<void>,
  stop: () => boolean,
): Promise<void> {
  const done = new Map<string, Promise<void>>();
  const run = (id: string): Promise<void> => {
    let promise = done.get(id);
    if (promise === undefined) {
      const needs = graph.get(id) ?? new Set<string>();
      promise = Promise.all([...needs].map(run)).then(() => (stop() ? undefined : work(id, needs)));
      done.set(id, promise);
    }
    return promise;
  };
  await Promise.all([...graph.keys()].map(run));
}

function describe(failures: readonly { id: string; reason: string; update: boolean }[]): string {
  const [first] = failures;
  const ids = failures.map(({ id }) => id).join(", ");
  const verb = first?.update ? "update" : "create";
  return `The following resource(s) failed to ${verb}: [${ids}]. `;
}
