import type { Caller, Properties, Provisioned, ResourceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { nestedStackType } from "../resource-spec.ts";
import type { Stack, StackResource } from "../state.ts";

/** Calls a type's handler, with the events that AWS writes around it. */
export interface Provisioner {
  create(stack: Stack, logicalId: string, type: string, properties: Properties): Promise<Provisioned>;
  update(stack: Stack, resource: StackResource, properties: Properties): Promise<Provisioned>;
  /** Makes the new one beside the old one. */
  replace(stack: Stack, previous: StackResource, type: string, properties: Properties): Promise<Provisioned>;
  remove(stack: Stack, resource: StackResource): Promise<void>;
  /** Has an event told of this error? */
  reported(error: unknown): boolean;
}

export function provisioner(engine: Engine, caller: Caller): Provisioner {
  const { events, context } = engine;
  const reported = new WeakSet<object>();

  function resourceContext(stack: Stack, logicalId: string): ResourceContext {
    return {
      logicalId,
      stackName: stack.name,
      stackId: stack.id,
      tags: stack.tags,
      caller,
      call: context.call,
      generatedName(maxLength) {
        const suffix = `-${context.ids.upper(12)}`;
        // Both names are cut, the longer one more, so that what is left still tells where it belongs.
        const room = maxLength - suffix.length - 1;
        const stackPart = stack.name.slice(0, Math.max(Math.ceil(room / 2), room - logicalId.length));
        return `${stackPart}-${logicalId.slice(0, room - stackPart.length)}${suffix}`;
      },
    };
  }

  function report(
    stack: Stack,
    resource: Pick<StackResource, "logicalId" | "physicalId" | "type">,
    status: string,
    error: unknown,
    properties: Properties | null = null,
  ): unknown {
    events.resource(stack, resource, status, reasonOf(error, resource.type), properties);
    if (!(error instanceof WireError)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      context.log(`cloudformation: ${status} ${resource.type} ${resource.logicalId}: ${text}`);
    }
    if (typeof error === "object" && error !== null) reported.add(error);
    return error;
  }

  return {
    async create(stack, logicalId, type, properties) {
      const noted = { logicalId, type, physicalId: "" };
      events.resource(stack, noted, "CREATE_IN_PROGRESS", null, properties);
      try {
        const made = await engine.typeOf(type).create(properties, resourceContext(stack, logicalId));
        const named = { ...noted, physicalId: made.physicalId };
        events.resource(stack, named, "CREATE_IN_PROGRESS", "Resource creation Initiated", properties);
        events.resource(stack, named, "CREATE_COMPLETE", null, properties);
        return made;
      } catch (error) {
        throw report(stack, noted, "CREATE_FAILED", error, properties);
      }
    },

    async replace(stack, previous, type, properties) {
      const { logicalId } = previous;
      const why = "Requested update requires the creation of a new physical resource; hence creating one.";
      events.resource(stack, previous, "UPDATE_IN_PROGRESS", why, properties);
      try {
        const made = await engine.typeOf(type).create(properties, resourceContext(stack, logicalId));
        const named = { logicalId, type, physicalId: made.physicalId };
        events.resource(stack, named, "UPDATE_IN_PROGRESS", "Resource creation Initiated", properties);
        events.resource(stack, named, "UPDATE_COMPLETE", null, properties);
        return made;
      } catch (error) {
        throw report(stack, previous, "UPDATE_FAILED", error, properties);
      }
    },

    reported: (error) => typeof error === "object" && error !== null && reported.has(error),

    async update(stack, resource, properties) {
      events.resource(stack, resource, "UPDATE_IN_PROGRESS", null, properties);
      try {
        const handler = engine.typeOf(resource.type);
        if (handler.update === undefined)
          throw new WireError("InternalFailure", `${resource.type} cannot be updated in place`, 500);
        const made = await handler.update(
          resource.physicalId,
          properties,
          resource.properties,
          resourceContext(stack, resource.logicalId),
        );
        events.resource(stack, resource, "UPDATE_COMPLETE", null, properties);
        return made;
      } catch (error) {
        throw report(stack, resource, "UPDATE_FAILED", error, properties);
      }
    },

    async remove(stack, resource) {
      events.resource(stack, resource, "DELETE_IN_PROGRESS");
      try {
        await engine
          .typeOf(resource.type)
          .delete(resource.physicalId, resource.properties, resourceContext(stack, resource.logicalId));
        events.resource(stack, resource, "DELETE_COMPLETE");
      } catch (error) {
        throw report(stack, resource, "DELETE_FAILED", error);
      }
    },
  };
}

/** The sentence behind a failed resource, in the form CloudFormation gives service errors. */
export function reasonOf(error: unknown, type: string): string {
  if (error instanceof WireError) {
    // A nested stack is CloudFormation's own, not a service behind it.
    if (type === nestedStackType) return error.message;
    const service = type.split("::")[1] ?? type;
    return `${error.message} (Service: ${service}, Status Code: ${error.status}, HandlerErrorCode: ${error.code})`;
  }
  return `Internal failure: ${error instanceof Error ? error.message : String(error)}`;
}
