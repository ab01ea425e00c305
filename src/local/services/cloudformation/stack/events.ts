import type { ServiceContext } from "../../../kernel/service.ts";
import type { CloudFormationState, Stack, StackEvent, StackStatus } from "../state.ts";

/** Writes statuses and events in AWS's order, each durable before anything else happens. */
export interface EventLog {
  stack(stack: Stack, status: StackStatus, reason?: string | null): Stack;
  resource(
    stack: Stack,
    resource: { readonly logicalId: string; readonly physicalId: string; readonly type: string },
    status: string,
    reason?: string | null,
    properties?: Readonly<Record<string, unknown>> | null,
  ): void;
}

const digits = 16;
/** Of each stack, as it begins to change: `plinth dev` changes one all day. AWS keeps them for 90 days. */
const eventsKept = 1000;

export function eventLog(state: CloudFormationState, context: ServiceContext): EventLog {
  // Only orders events. Being microseconds, it goes on behind those of earlier runs without reading them.
  let counter = 0;

  function append(event: Omit<StackEvent, "at">): void {
    counter = Math.max(counter + 1, context.clock.now() * 1000);
    state.events.put(`${event.stackId}#${String(counter).padStart(digits, "0")}`, {
      ...event,
      at: context.clock.now(),
    });
  }

  return {
    stack(stack, status, reason = null) {
      const changed: Stack = { ...stack, status, statusReason: reason };
      context.store.transaction(() => {
        state.stacks.put(stack.id, changed);
        if (status === "UPDATE_IN_PROGRESS") state.events.keepLast(`${stack.id}#`, eventsKept);
        append({
          eventId: context.ids.uuid(),
          stackId: stack.id,
          stackName: stack.name,
          logicalId: stack.name,
          physicalId: stack.id,
          type: "AWS::CloudFormation::Stack",
          status,
          reason,
          properties: null,
          clientRequestToken: stack.clientRequestToken,
        });
      });
      return changed;
    },

    resource(stack, resource, status, reason = null, properties = null) {
      append({
        eventId: `${resource.logicalId}-${status}-${new Date(context.clock.now()).toISOString()}`,
        stackId: stack.id,
        stackName: stack.name,
        logicalId: resource.logicalId,
        physicalId: resource.physicalId,
        type: resource.type,
        status,
        reason,
        properties: properties === null ? null : JSON.stringify(properties),
        clientRequestToken: stack.clientRequestToken,
      });
    },
  };
}
