import type { Engine } from "../engine.ts";
import { alreadyExists } from "../errors.ts";
import type { Stack, StackStatus } from "../state.ts";

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

/** The stack about to be updated: new template and values set, the old ones kept to go back to. */
export function beginUpdate(engine: Engine, stack: Stack, given: Partial<Stack>): Stack {
  const { template, parameters, tags, outputs, resources } = stack;
  // After an update that was left failed (rollback disabled), the state to go back to is still the one before it.
  const lastGood = stack.lastGood ?? { template, parameters, tags, outputs, resources };
  return engine.events.stack({ ...stack, ...given, lastGood }, "UPDATE_IN_PROGRESS", "User Initiated");
}
