import type { Engine } from "../engine.ts";
import { alreadyExists } from "../errors.ts";
import type { Stack, StackStatus } from "../state.ts";
import { assertUpdatable } from "./find.ts";

/**
 * Stores a new stack, with its first event.
 *
 * @throws WireError where the name was taken in the meantime
 */
export function newStack(engine: Engine, name: string, status: StackStatus, given: Partial<Stack>): Stack {
  const { context, state } = engine;
  return context.store.transaction(() => {
    if (state.names.get(name) !== undefined) throw alreadyExists(name);
    const id = `arn:aws:cloudformation:${context.region}:${context.accountId}:stack/${name}/${context.ids.uuid()}`;
    const stack: Stack = {
      id,
      name,
      status,
      statusReason: null,
      description: null,
      template: "",
      parameters: [],
      capabilities: [],
      tags: {},
      roleArn: null,
      notificationArns: [],
      disableRollback: false,
      terminationProtection: false,
      parentId: null,
      rootId: null,
      changeSetId: null,
      outputs: [],
      imports: [],
      lastGood: null,
      leftovers: [],
      clientRequestToken: null,
      retainExceptOnCreate: false,
      resources: {},
      createdAt: context.clock.now(),
      updatedAt: null,
      deletedAt: null,
      ...given,
    };
    state.names.put(name, id);
    return engine.events.stack(stack, status, "User Initiated");
  });
}

/**
 * The stack about to be updated: new template and values set, the old ones kept to go back to.
 *
 * @throws WireError where another operation has begun in the meantime
 */
export function beginUpdate(engine: Engine, id: string, given: Partial<Stack>): Stack {
  return engine.context.store.transaction(() => {
    const stack = engine.state.stacks.get(id) as Stack;
    assertUpdatable(stack);
    const { template, parameters, tags, outputs, imports, resources, description } = stack;
    // After an update that was left failed (rollback disabled), the state to go back to is still the one before it.
    const lastGood = stack.lastGood ?? {
      id: engine.context.ids.uuid(),
      template,
      parameters,
      tags,
      outputs,
      imports,
      resources,
      description,
    };
    const updatedAt = engine.context.clock.now();
    return engine.events.stack(
      { ...stack, ...given, lastGood, updatedAt },
      "UPDATE_IN_PROGRESS",
      "User Initiated",
    );
  });
}
