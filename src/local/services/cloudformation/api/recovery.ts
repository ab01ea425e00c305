import type {
  CancelUpdateStackInput,
  ContinueUpdateRollbackInput,
  RollbackStackInput,
  RollbackStackOutput,
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from "@aws-sdk/client-cloudformation";
import { own } from "../../../kernel/own.ts";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { validationError } from "../errors.ts";
import { rollBackCreation } from "../stack/create.ts";
import { findStack } from "../stack/find.ts";
import { rollBackUpdate } from "../stack/roll-back-update.ts";
import type { Stack } from "../state.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html */
export const continueUpdateRollback = (engine: Engine): Operation<ContinueUpdateRollbackInput> => ({
  access: (input) => stackAccess("ContinueUpdateRollback", input.StackName, engine.context, input.RoleARN),

  async handle(input, call) {
    const { roleArn } = findStack(engine.state, input.StackName);
    const caller = await deployingAs(engine, call.caller, input.RoleARN ?? roleArn);
    const stack = findStack(engine.state, input.StackName);
    if (stack.status !== "UPDATE_ROLLBACK_FAILED") {
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue rollback.`);
    }
    if (stack.parentId !== null)
      throw validationError(`RollbackUpdatedStack cannot be called on nested stack ${stack.id}`);
    const skip = input.ResourcesToSkip ?? [];
    const unknown = skip.filter(
      (id) => !id.includes(".") && own(stack.resources, id)?.status !== "UPDATE_FAILED",
    );
    if (unknown.length > 0) {
      throw validationError(
        `The following resource(s) [${unknown.join(", ")}] are not in UPDATE_FAILED state and cannot be skipped.`,
      );
    }
    const rolling = engine.events.stack(
      {
        ...stack,
        roleArn: input.RoleARN ?? stack.roleArn,
        clientRequestToken: input.ClientRequestToken ?? null,
      },
      "UPDATE_ROLLBACK_IN_PROGRESS",
      "User Initiated",
    );
    goOn(engine, stack.id, () => rollBackUpdate(engine, rolling, caller, skip));
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html */
export const rollbackStack = (engine: Engine): Operation<RollbackStackInput, RollbackStackOutput> => ({
  access: (input) => stackAccess("RollbackStack", input.StackName, engine.context, input.RoleARN),

  async handle(input, call) {
    const { roleArn } = findStack(engine.state, input.StackName);
    const caller = await deployingAs(engine, call.caller, input.RoleARN ?? roleArn);
    const stack: Stack = {
      ...findStack(engine.state, input.StackName),
      clientRequestToken: input.ClientRequestToken ?? null,
      retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
    };
    if (stack.status === "CREATE_FAILED" && stack.lastGood === null) {
      const rolling = engine.events.stack(stack, "ROLLBACK_IN_PROGRESS", "User Initiated");
      goOn(engine, stack.id, () => rollBackCreation(engine, rolling, caller, "ROLLBACK"));
    } else if (stack.status === "UPDATE_FAILED") {
      const rolling = engine.events.stack(stack, "UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated");
      goOn(engine, stack.id, () => rollBackUpdate(engine, rolling, caller, []));
    } else {
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
    }
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
      throw validationError(
        `Termination protection cannot be updated on nested stack ${stack.id}: it follows its root stack.`,
      );
    engine.state.stacks.put(stack.id, {
      ...stack,
      terminationProtection: input.EnableTerminationProtection ?? false,
    });
    return { StackId: stack.id };
  },
});
