import type { Caller, Properties, Provisioned, ResourceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import type { Stack, StackResource } from "../state.ts";

/** Calls a type's handler, with the events that AWS writes around it. */
export interface Provisioner {
  create(stack: Stack, logicalId: string, type: string, properties: Properties): Promise<Provisioned>;
  update(stack: Stack, resource: StackResource, properties: Properties): Promise<Provisioned>;
  remove(stack: Stack, resource: StackResource): Promise<void>;
}

export function provisioner(engine: Engine, caller: Caller): Provisioner {
  const { events, context } = engine;

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
        events.resource(stack, noted, "CREATE_FAILED", reasonOf(error, type), properties);
        throw error;
      }
    },

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
        events.resource(stack, resource, "UPDATE_FAILED", reasonOf(error, resource.type), properties);
        throw error;
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
        events.resource(stack, resource, "DELETE_FAILED", reasonOf(error, resource.type));
        throw error;
      }
    },
  };
}

/** The sentence behind a failed resource, in the form CloudFormation gives service errors. */
export function reasonOf(error: unknown, type: string): string {
  if (error instanceof WireError) {
    const service = type.split("::")[1] ?? type;
    return `${error.message} (Service: ${service}, Status Code: ${error.status}, HandlerErrorCode: ${error.code})`;
  }
  return `Internal failure: ${error instanceof Error ? error.message : String(error)}`;
}
