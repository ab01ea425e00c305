import type { DeleteStackInput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import { deleteStack as remove } from "../stack/delete.ts";
import type { Deletion, Stack } from "../state.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html */
export const deleteStack = (engine: Engine): Operation<DeleteStackInput> => ({
  access: (input) => stackAccess("DeleteStack", input.StackName, engine.context, input.RoleARN),

  async handle(input, call) {
    const roleArn = input.RoleARN ?? living(engine, input.StackName)?.roleArn;
    const caller = await deployingAs(engine, call.caller, roleArn);
    const stack = living(engine, input.StackName);
    // Deleting what is not there succeeds, as on AWS.
    if (stack === undefined || stack.status === "DELETE_IN_PROGRESS") return {};
    checkDeletable(engine, stack, input);
    const deletion: Deletion = {
      retain: input.RetainResources ?? [],
      force: input.DeletionMode === "FORCE_DELETE_STACK",
    };
    const clientRequestToken = input.ClientRequestToken ?? null;
    const deleting = engine.events.stack(
      { ...stack, roleArn: roleArn ?? null, clientRequestToken, deletion },
      "DELETE_IN_PROGRESS",
      "User Initiated",
    );
    goOn(engine, stack.id, () => remove(engine, deleting, caller, deletion));
    return {};
  },
});

function living({ state }: Engine, nameOrId: string | undefined): Stack | undefined {
  const id = nameOrId?.startsWith("arn:") ? nameOrId : state.names.get(nameOrId ?? "");
  const stack = id === undefined ? undefined : state.stacks.get(id);
  return stack?.status === "DELETE_COMPLETE" ? undefined : stack;
}

/** @throws WireError ValidationError */
function checkDeletable(engine: Engine, stack: Stack, input: DeleteStackInput): void {
  const root = stack.rootId === null ? stack : (engine.state.stacks.get(stack.rootId) ?? stack);
  if (root.terminationProtection)
    throw validationError(`Stack [${root.name}] cannot be deleted while TerminationProtection is enabled`);
  if (/_IN_PROGRESS$/.test(stack.status) && stack.status !== "REVIEW_IN_PROGRESS")
    throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
  if (stack.status === "DELETE_FAILED") {
    const foreign = (input.RetainResources ?? []).filter((id) => !(id in stack.resources));
    if (foreign.length > 0)
      throw validationError(`The specified resources to retain [${foreign.join(", ")}] do not exist.`);
    return;
  }
  if ((input.RetainResources?.length ?? 0) > 0) {
    throw validationError(
      `Invalid operation on stack [${stack.id}]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state.`,
    );
  }
  if (input.DeletionMode === "FORCE_DELETE_STACK") {
    throw validationError(
      `Invalid operation on stack [${stack.id}]. When you delete a stack, specify FORCE_DELETE_STACK only when the stack is in the DELETE_FAILED state.`,
    );
  }
}
