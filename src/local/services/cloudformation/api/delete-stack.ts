import type { DeleteStackInput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import type { Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import { deleteStack as remove } from "../stack/delete.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html */
export const deleteStack = (engine: Engine): Operation<DeleteStackInput> => ({
  access: (input) => stackAccess("DeleteStack", input.StackName, engine.context),

  handle(input, call) {
    const { state } = engine;
    const id = input.StackName?.startsWith("arn:") ? input.StackName : state.names.get(input.StackName ?? "");
    const stack = id === undefined ? undefined : state.stacks.get(id);
    // Deleting what is not there succeeds, as on AWS.
    if (stack === undefined || stack.status === "DELETE_COMPLETE" || stack.status === "DELETE_IN_PROGRESS")
      return {};
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    if (stack.parentId !== null)
      throw validationError(`Nested stack ${stack.name} is deleted with its parent.`);
    if (/_IN_PROGRESS$/.test(stack.status) && stack.status !== "REVIEW_IN_PROGRESS") {
      throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
    }
    if ((input.RetainResources?.length ?? 0) > 0 && stack.status !== "DELETE_FAILED") {
      throw validationError(
        `Invalid operation on stack [${stack.id}]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state.`,
      );
    }
    const deleting = engine.events.stack(
      { ...stack, roleArn: input.RoleARN ?? stack.roleArn },
      "DELETE_IN_PROGRESS",
      "User Initiated",
    );
    goOn(engine, () => remove(engine, deleting, call.caller, input.RetainResources ?? []));
    return {};
  },
});
