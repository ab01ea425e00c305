import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { checkProperties, isTaggable } from "../resource-spec.ts";
import type { Leftover, Stack, StackResource } from "../state.ts";
import { checkAcyclic, dependencies } from "../template/dependencies.ts";
import { evaluate } from "../template/intrinsics.ts";
import { parseTemplate, type TemplateResource } from "../template/template.ts";
import { changedProperties } from "./difference.ts";
import { resolveReferences } from "./dynamic-references.ts";
import type { Outline } from "./intents.ts";
import { evaluateOutputs, publishExports } from "./outputs.ts";
import { provisioner, reasonOf } from "./provision.ts";
import { halfUpdated, provisionedResource } from "./resources.ts";
import { stackScope } from "./scope.ts";
import { turns } from "./turns.ts";

export interface Applied {
  /** The stack with its resources and leftovers as they are now, whatever happened. */
  readonly stack: Stack;
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
  const provision = provisioner(engine, caller);
  const retag = stack.lastGood !== null && JSON.stringify(stack.lastGood.tags) !== JSON.stringify(stack.tags);
  const resources = new Map(Object.entries(stack.resources));
  const leftovers: Leftover[] = [...stack.leftovers];
  const failures: Failure[] = [];
  const scope = stackScope(
    stack,
    template,
    context,
    (id) => resources.get(id),
    (name) => state.exports.get(name)?.value,
  );
  let current = stack;

  const keep = () => {
    current = { ...current, resources: Object.fromEntries(resources), leftovers: [...leftovers] };
    state.stacks.put(current.id, current);
  };

  async function bring(id: string, needs: ReadonlySet<string>): Promise<void> {
    const definition = template.Resources[id] as TemplateResource;
    const previous = resources.get(id);
    try {
      const evaluated = evaluate(definition.Properties ?? {}, scope);
      const properties = (await resolveReferences(evaluated, context.call, caller)) as Record<
        string,
        unknown
      >;
      checkProperties(definition.Type, id, properties);
      const outline: Outline = {
        logicalId: id,
        type: definition.Type,
        properties,
        deletionPolicy: definition.DeletionPolicy ?? "Delete",
        updateReplacePolicy: definition.UpdateReplacePolicy ?? "Delete",
        needs: [...needs],
      };
      const made = await change(outline, previous);
      if (made === null) {
        // Its policies and needs are kept with the rest at the end.
        resources.set(id, { ...(previous as StackResource), ...outline });
        return;
      }
      const resource = provisionedResource(outline, made, previous, context.clock.now());
      resources.set(id, resource);
      context.store.transaction(() => {
        if (made.physicalId !== (previous?.physicalId ?? made.physicalId)) {
          leftovers.push({ resource: previous as StackResource, replaced: true });
          keep();
        } else state.stacks.putResource(current.id, resource);
        engine.intents.forget(current.id, id);
      });
    } catch (error) {
      note(error, id, definition.Type, previous);
    }
  }

  function note(error: unknown, id: string, type: string, previous: StackResource | undefined): void {
    const update = previous !== undefined;
    // Failures before the handler was called (a function, a property) have no event yet.
    if (!provision.reported(error)) {
      const resource = previous ?? { logicalId: id, type, physicalId: "" };
      const status = update ? "UPDATE_FAILED" : "CREATE_FAILED";
      engine.events.resource(
        current,
        resource,
        status,
        error instanceof WireError ? error.message : reasonOf(error, type),
      );
    }
    failures.push({ id, update });
  }

  /** @returns null where nothing had to be done */
  async function change(outline: Outline, previous: StackResource | undefined) {
    if (previous === undefined) return provision.create(current, outline, undefined);
    const { type, properties } = outline;
    const changes = changedProperties(type, previous.properties, properties);
    const retried = previous.status === "UPDATE_FAILED";
    const tagged = retag && isTaggable(type) && engine.typeOf(type).update !== undefined;
    if (previous.type === type && changes.length === 0 && !retried && !tagged) return null;
    const replace =
      previous.type !== type ||
      changes.some(({ recreation }) => recreation === "Always") ||
      engine.typeOf(type).update === undefined;
    return replace ? provision.create(current, outline, previous) : updateInPlace(outline, previous);
  }

  /** What a failed update has done is not known: the resource is marked, so that a rollback changes it back. */
  async function updateInPlace(outline: Outline, previous: StackResource) {
    engine.intents.begin(current.id, "update", outline);
    try {
      return await provision.update(current, previous, outline.properties);
    } catch (error) {
      resources.set(outline.logicalId, halfUpdated(outline, previous, reasonOf(error, previous.type)));
      context.store.transaction(() => {
        keep();
        engine.intents.forget(current.id, outline.logicalId);
      });
      throw error;
    }
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
      return { stack: settled(), failure: "User Initiated: update cancelled. " };
    for (const [id, resource] of resources) {
      if (!active.has(id) && failures.length === 0) {
        leftovers.push({ resource, replaced: false });
        resources.delete(id);
      }
    }
    if (failures.length === 0) {
      outputs = evaluateOutputs(template, scope);
      publishExports(engine, current, outputs);
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { stack: settled(), failure: `${error.message} ` };
  }
  return { stack: settled(), failure: failures.length === 0 ? null : describe(failures) };

  function settled(): Stack {
    current = { ...current, outputs, imports: [...scope.imports].sort() };
    keep();
    return current;
  }
}

/** Runs each node once all that it needs is done. After `stop`, no further one is begun. */
async function inOrder(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  work: (id: string, needs: ReadonlySet<string>) => Promise<void>,
  stop: () => boolean,
): Promise<void> {
  const done = new Map<string, Promise<void>>();
  const turn = turns();
  const run = (id: string): Promise<void> => {
    let promise = done.get(id);
    if (promise === undefined) {
      const needs = graph.get(id) ?? new Set<string>();
      promise = Promise.all([...needs].map(run))
        .then(turn)
        .then(() => (stop() ? undefined : work(id, needs)));
      done.set(id, promise);
    }
    return promise;
  };
  await Promise.all([...graph.keys()].map(run));
}

interface Failure {
  readonly id: string;
  readonly update: boolean;
}

function describe(failures: readonly Failure[]): string {
  const [first] = failures;
  const ids = failures.map(({ id }) => id).join(", ");
  const verb = first?.update ? "update" : "create";
  return `The following resource(s) failed to ${verb}: [${ids}]. `;
}
