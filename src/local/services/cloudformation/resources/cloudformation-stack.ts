import type { Properties, Provisioned, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { refuseUnsupported } from "../api/unsupported.ts";
import type { Engine } from "../engine.ts";
import { nestedStackType } from "../resource-spec.ts";
import { createStack } from "../stack/create.ts";
import { deleteStack } from "../stack/delete.ts";
import { beginUpdate, newStack } from "../stack/new-stack.ts";
import { readRequest } from "../stack/request.ts";
import { updateStack } from "../stack/update.ts";
import type { Stack } from "../state.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html */
export const cloudFormationStack = (engine: Engine): ResourceType => ({
  type: nestedStackType,

  async create(properties, context) {
    const parent = engine.state.stacks.get(context.stackId) as Stack;
    const read = await readRequest(engine, requestOf(properties), null, context.caller);
    const stack = newStack(engine, context.generatedName(128), "CREATE_IN_PROGRESS", {
      disableRollback: parent.disableRollback,
      retainExceptOnCreate: parent.retainExceptOnCreate,
      clientRequestToken: parent.clientRequestToken,
      description: read.template.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      tags: { ...context.tags, ...read.tags },
      capabilities: parent.capabilities,
      roleArn: parent.roleArn,
      notificationArns: parent.notificationArns,
      parentId: parent.id,
      rootId: parent.rootId ?? parent.id,
    });
    // The parent never learns the id of one that failed, so nothing of it may stay.
    const created = await createStack(engine, stack, context.caller, "DELETE");
    if (created.status === "CREATE_COMPLETE") return provisioned(created);
    throw notStabilized(`created: ${failureOf(engine, created)?.reason ?? created.status}`, created);
  },

  async update(id, properties, _previous, context) {
    const stack = engine.state.stacks.get(id);
    if (stack === undefined) throw new WireError("ValidationError", `Stack with id ${id} does not exist`);
    const read = await readRequest(engine, requestOf(properties), stack, context.caller);
    const parent = engine.state.stacks.get(context.stackId) as Stack;
    const updating = beginUpdate(engine, stack.id, {
      disableRollback: parent.disableRollback,
      retainExceptOnCreate: parent.retainExceptOnCreate,
      clientRequestToken: parent.clientRequestToken,
      description: read.template.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      tags: { ...context.tags, ...read.tags },
    });
    const updated = await updateStack(engine, updating, context.caller);
    if (updated.status === "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") return provisioned(updated);
    const { status, reason } = failureOf(engine, updated) ?? { status: updated.status, reason: "" };
    throw notStabilized(`updated. Currently in ${status} with reason: ${reason}`, updated);
  },

  async delete(id, _properties, context) {
    const stack = engine.state.stacks.get(id);
    if (stack === undefined || stack.status === "DELETE_COMPLETE") return;
    const after = await deleteStack(
      engine,
      engine.events.stack(stack, "DELETE_IN_PROGRESS"),
      context.caller,
      { retain: [], force: false },
    );
    if (after.status !== "DELETE_COMPLETE")
      throw notStabilized(`deleted: ${after.statusReason ?? after.status}`, after);
  },
});

function requestOf(properties: Properties) {
  refuseUnsupported({ NotificationARNs: properties["NotificationARNs"] });
  const parameters = (properties["Parameters"] ?? {}) as Record<string, unknown>;
  return {
    TemplateURL: properties["TemplateURL"] as string,
    Parameters: Object.entries(parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: Array.isArray(value) ? value.join(",") : String(value),
    })),
    Tags: properties["Tags"] as { Key: string; Value: string }[] | undefined,
    // A nested stack's IAM resources were acknowledged with its parent.
    Capabilities: ["CAPABILITY_NAMED_IAM"],
  };
}

function provisioned(stack: Stack): Provisioned {
  return {
    physicalId: stack.id,
    attributes: Object.fromEntries(stack.outputs.map(({ key, value }) => [`Outputs.${key}`, value])),
  };
}

function notStabilized(what: string, stack: Stack): WireError {
  return new WireError("NotStabilized", `Embedded stack ${stack.id} was not successfully ${what.trim()}`);
}

/** The event that told of the stack's failure, before it was rolled back. */
function failureOf(engine: Engine, stack: Stack) {
  const latest = engine.state.events.listBackwards({ prefix: `${stack.id}#`, limit: 10_000 });
  return latest.find(({ value }) => value.physicalId === stack.id && value.reason !== null)?.value;
}
