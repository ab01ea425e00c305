import type { ExecuteChangeSetInput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { invalidChangeSetStatus } from "../errors.ts";
import { createStack } from "../stack/create.ts";
import { dropChangeSets, findChangeSet } from "../stack/find-change-set.ts";
import { beginUpdate } from "../stack/new-stack.ts";
import { updateStack } from "../stack/update.ts";
import type { ChangeSet, OnFailure, Stack } from "../state.ts";
import { parseTemplate } from "../template/template.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html */
export const executeChangeSet = (engine: Engine): Operation<ExecuteChangeSetInput> => ({
  access: (input) => stackAccess("ExecuteChangeSet", input.StackName, engine.context),

  async handle(input, call) {
    const { state } = engine;
    const { roleArn } = findChangeSet(state, input.ChangeSetName, input.StackName);
    const caller = await deployingAs(engine, call.caller, roleArn);
    const set = findChangeSet(state, input.ChangeSetName, input.StackName);
    if (set.executionStatus !== "AVAILABLE") {
      throw invalidChangeSetStatus(
        `ChangeSet [${set.id}] cannot be executed in its current execution status of [${set.executionStatus}]`,
      );
    }
    const stack = state.stacks.get(set.stackId) as Stack;
    const given = {
      description: parseTemplate(set.template).Description ?? null,
      template: set.template,
      parameters: set.parameters,
      tags: set.tags,
      capabilities: set.capabilities,
      roleArn: set.roleArn,
      notificationArns: set.notificationArns,
      disableRollback: input.DisableRollback ?? set.disableRollback,
      clientRequestToken: input.ClientRequestToken ?? null,
      retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
      changeSetId: set.id,
    };
    if (set.type === "CREATE") {
      begin();
      const onFailure: OnFailure = set.onStackFailure ?? (given.disableRollback ? "DO_NOTHING" : "ROLLBACK");
      const creating = engine.events.stack(
        { ...stack, ...given, onFailure },
        "CREATE_IN_PROGRESS",
        "User Initiated",
      );
      goOn(engine, stack.id, async () => finish(set, await createStack(engine, creating, caller, onFailure)));
    } else {
      const updating = beginUpdate(engine, stack.id, given);
      begin();
      goOn(engine, stack.id, async () => finish(set, await updateStack(engine, updating, caller)));
    }
    return {};

    function begin(): void {
      // Executing one change set makes the others of the stack worthless.
      dropChangeSets(state, stack.id, set.id);
      mark(set, "EXECUTE_IN_PROGRESS");
    }

    function mark(changeSet: ChangeSet, executionStatus: ChangeSet["executionStatus"]): void {
      state.changeSets.put(changeSet.id, { ...changeSet, executionStatus });
    }

    function finish(changeSet: ChangeSet, after: Stack): void {
      const succeeded = after.status === "CREATE_COMPLETE" || after.status === "UPDATE_COMPLETE";
      mark(changeSet, succeeded ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED");
    }
  },
});
