import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { nestedStackType } from "../resource-spec.ts";
import type { Stack, StackResource } from "../state.ts";
import { rollBackCreation } from "./create.ts";
import { generatedName, nameSuffix } from "./generated-name.ts";
import type { Intent } from "./intents.ts";
import { provisioner } from "./provision.ts";
import { halfUpdated, provisionedResource } from "./resources.ts";

/**
 * After a crash, makes a stack know all that was made for it, nested stacks first: resources that were being created are
 * created to the end, and those that were being updated are marked as such. What becomes of them is for the caller to say.
 */
export async function recover(engine: Engine, stackId: string, caller: Caller): Promise<void> {
  for (const { value: id } of engine.state.names.list()) {
    if (engine.state.stacks.get(id)?.parentId === stackId) await recover(engine, id, caller);
  }
  for (const intent of engine.intents.of(stackId)) {
    const stack = engine.state.stacks.get(stackId) as Stack;
    const found = await follow(engine, stack, intent, caller);
    engine.context.store.transaction(() => {
      if (found !== null) note(engine, stack, found);
      engine.intents.forget(stackId, intent.outline.logicalId);
    });
  }
}

/** @returns the resource as it is now; null: there is none, or the stack has it right */
function follow(
  engine: Engine,
  stack: Stack,
  intent: Intent,
  caller: Caller,
): Promise<StackResource | null> | StackResource | null {
  const { outline, kind } = intent;
  const previous = stack.resources[outline.logicalId];
  if (kind === "update") {
    // Nested stacks know by themselves what to go back to.
    if (previous === undefined || outline.type === nestedStackType) return null;
    return halfUpdated(outline, previous, "The local cloud was stopped during the update.");
  }
  return outline.type === nestedStackType
    ? removeNested(engine, stack, intent, caller)
    : createToTheEnd(engine, stack, intent, previous, caller);
}

async function createToTheEnd(
  engine: Engine,
  stack: Stack,
  intent: Intent,
  previous: StackResource | undefined,
  caller: Caller,
): Promise<StackResource | null> {
  try {
    const made = await provisioner(engine, caller).create(stack, intent.outline, previous, intent);
    return provisionedResource(intent.outline, made, previous, engine.context.clock.now());
  } catch (error) {
    // The provisioner has written the event with the reason: so it would have failed without the crash, too.
    if (error instanceof WireError) return null;
    throw error;
  }
}

/** A nested stack that was being created goes as one whose creation failed: its parent is about to be rolled back. */
async function removeNested(
  engine: Engine,
  stack: Stack,
  { outline, seed }: Intent,
  caller: Caller,
): Promise<StackResource | null> {
  const { state, events, context } = engine;
  const name = generatedName(stack.name, outline.logicalId, nameSuffix(seed, 0), 128);
  const nested = state.stacks.get(state.names.get(name) ?? "");
  if (nested === undefined) return null;
  const deleting = events.stack(nested, "DELETE_IN_PROGRESS");
  const after = await rollBackCreation(engine, deleting, caller, "DELETE");
  if (after.status === "DELETE_COMPLETE") return null;
  const made = { physicalId: nested.id, attributes: {} };
  return provisionedResource(outline, made, undefined, context.clock.now());
}

function note({ state }: Engine, stack: Stack, found: StackResource): void {
  const previous = stack.resources[found.logicalId];
  const resources = { ...stack.resources, [found.logicalId]: found };
  const leftovers =
    previous === undefined || previous.physicalId === found.physicalId
      ? stack.leftovers
      : [...stack.leftovers, { resource: previous, replaced: true }];
  state.stacks.put(stack.id, { ...stack, resources, leftovers });
}
