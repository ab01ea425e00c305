import type {
  CancelUpdateStackInput,
  ContinueUpdateRollbackInput,
  RollbackStackInput,
  RollbackStackOutput,
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import type { Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import { findStack } from "../stack/find.ts";
import { rollBackUpdate } from "../stack/roll-back-update.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html */
export const continueUpdateRollback = (engine: Engine): Operation<ContinueUpdateRollbackInput> => ({
  access: (input) => stackAccess("ContinueUpdateRollback", input.StackName, engine.context),

  handle(input, call) {
    const stack = findStack(engine.state, input.StackName);
    if (stack.status !== "UPDATE_ROLLBACK_FAILED") {
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue rollback.`);
    }
    const rolling = engine.events.stack(
      { ...stack, roleArn: input.RoleARN ?? stack.roleArn },
      "UPDATE_ROLLBACK_IN_PROGRESS",
      "User Initiated",
    );
    goOn(engine, () => rollBackUpdate(engine, rolling, call.caller, input.ResourcesToSkip ?? []));
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html */
export const rollbackStack = (engine: Engine): Operation<RollbackStackInput, RollbackStackOutput> => ({
  access: (input) => stackAccess("RollbackStack", input.StackName, engine.context),

  handle(input, call) {
    const stack = findStack(engine.state, input.StackName);
    if (stack.status !== "UPDATE_FAILED" || stack.lastGood === null) {
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
    }
    const rolling = engine.events.stack(
      { ...stack, roleArn: input.RoleARN ?? stack.roleArn },
      "UPDATE_ROLLBACK_IN_PROGRESS",
      "User Initiated",
    );
    goOn(engine, () => rollBackUpdate(engine, rolling, call.caller, []));
    return { StackId: stack.id };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html */
export const cancelUpdateStack = (engine: Engine): Operation<CancelUpdateStackInput> => ({
  access: (input) => stackAccess("CancelUpdateStack", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    if (stack.status !== "UPDATE_IN_PROGRESS") {
      throw validationError(`CancelUpdateStack cannot be called from current stack status ${stack.status}`);
    }
    engine.cancelled.add(stack.id);
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html */
export const updateTerminationProtection = (
  engine: Engine,
): Operation<UpdateTerminationProtectionInput, UpdateTerminationProtectionOutput> => ({
  access: (input) => stackAccess("UpdateTerminationProtection", input.StackName, engine.context),

  handle(input) {
    const stack = findStack(engine.state, input.StackName);
    if (stack.parentId !== null)
      throw validationError("Termination protection of nested stacks follows their root stack.");
    engine.state.stacks.put(stack.id, {
      ...stack,
      terminationProtection: input.EnableTerminationProtection ?? false,
    });
    return { StackId: stack.id };
  },
});
