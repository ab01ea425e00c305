import type { UpdateStackInput, UpdateStackOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import type { Engine } from "../engine.ts";
import { noUpdates } from "../errors.ts";
import { assertUpdatable, findStack } from "../stack/find.ts";
import { beginUpdate } from "../stack/new-stack.ts";
import { planChanges } from "../stack/plan-changes.ts";
import { readRequest } from "../stack/request.ts";
import { updateStack as update } from "../stack/update.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html */
export const updateStack = (engine: Engine): Operation<UpdateStackInput, UpdateStackOutput> => ({
  access: (input) => stackAccess("UpdateStack", input.StackName, engine.context),

  async handle(input, call) {
    const stack = findStack(engine.state, input.StackName);
    assertUpdatable(stack);
    const read = await readRequest(engine, input, stack, call.caller);
    const sameTags = JSON.stringify(read.tags) === JSON.stringify(stack.tags);
    const sameOutputs =
      JSON.stringify(read.template.Outputs) === JSON.stringify(JSON.parse(stack.template).Outputs);
    if (sameTags && sameOutputs && planChanges(engine, stack, read.text, read.parameters).length === 0)
      throw noUpdates();
    const updating = beginUpdate(engine, stack, {
      description: read.template.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      tags: read.tags,
      capabilities: input.Capabilities ?? [],
      roleArn: input.RoleARN ?? stack.roleArn,
      notificationArns: input.NotificationARNs ?? stack.notificationArns,
      disableRollback: input.DisableRollback ?? false,
    });
    goOn(engine, () => update(engine, updating, call.caller));
    return { StackId: stack.id };
  },
});
