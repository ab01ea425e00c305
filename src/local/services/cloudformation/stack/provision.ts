import type { Caller, Properties, Provisioned, ResourceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { nestedStackType } from "../resource-spec.ts";
import type { Stack, StackResource } from "../state.ts";
import { generatedName, nameSuffix } from "./generated-name.ts";
import type { Intent, Outline } from "./intents.ts";

const replacing = "Requested update requires the creation of a new physical resource; hence creating one.";

/** Calls a type's handler, with the events that AWS writes around it. */
export interface Provisioner {
  /**
   * Makes a new resource. What is being made is noted until `Intents.forget`, by whoever has noted what became of it.
   *
   * @param previous the one that it replaces, beside which it is made
   * @param intent of an earlier call that was cut off
   */
  create(
    stack: Stack,
    outline: Outline,
    previous: StackResource | undefined,
    intent?: Intent,
  ): Promise<Provisioned>;
  update(stack: Stack, resource: StackResource, properties: Properties): Promise<Provisioned>;
  remove(stack: Stack, resource: StackResource): Promise<void>;
  /** Has an event told of this error? */
  reported(error: unknown): boolean;
}

export function provisioner(engine: Engine, caller: Caller): Provisioner {
  const { events, context } = engine;
  const reported = new WeakSet<object>();

  function resourceContext(stack: Stack, logicalId: string, intent: Intent | null): ResourceContext {
    let names = 0;
    return {
      logicalId,
      stackName: stack.name,
      stackId: stack.id,
      tags: stack.tags,
      caller,
      call: intent === null ? context.call : engine.intents.noting(intent),
      generatedName(maxLength) {
        const suffix = intent === null ? context.ids.upper(12) : nameSuffix(intent.seed, names++);
        return generatedName(stack.name, logicalId, suffix, maxLength);
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
    async create(stack, outline, previous, earlier) {
      const { logicalId, type, properties } = outline;
      const doing = previous === undefined ? "CREATE" : "UPDATE";
      const noted = previous ?? { logicalId, type, physicalId: "" };
      events.resource(
        stack,
        noted,
        `${doing}_IN_PROGRESS`,
        previous === undefined ? null : replacing,
        properties,
      );
      const intent = earlier ?? engine.intents.begin(stack.id, "create", outline);
      try {
        const made = await engine.typeOf(type).create(properties, resourceContext(stack, logicalId, intent));
        const named = { logicalId, type, physicalId: made.physicalId };
        events.resource(stack, named, `${doing}_IN_PROGRESS`, "Resource creation Initiated", properties);
        events.resource(stack, named, `${doing}_COMPLETE`, null, properties);
        return made;
      } catch (error) {
        engine.intents.forget(stack.id, logicalId);
        throw report(stack, noted, `${doing}_FAILED`, error, properties);
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
          resourceContext(stack, resource.logicalId, null),
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
          .delete(resource.physicalId, resource.properties, resourceContext(stack, resource.logicalId, null));
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
