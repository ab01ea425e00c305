import type { UpdateStackInput, UpdateStackOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { noUpdates } from "../errors.ts";
import { assertUpdatable, findStack } from "../stack/find.ts";
import { outdateChangeSets } from "../stack/find-change-set.ts";
import { beginUpdate } from "../stack/new-stack.ts";
import { changesNothing } from "../stack/plan-changes.ts";
import { readRequest } from "../stack/request.ts";
import { updateStack as update } from "../stack/update.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html */
export const updateStack = (engine: Engine): Operation<UpdateStackInput, UpdateStackOutput> => ({
  access: (input) => stackAccess("UpdateStack", input.StackName, engine.context, input.RoleARN),

  async handle(input, call) {
    const stack = findStack(engine.state, input.StackName);
    assertUpdatable(stack);
    refuseUnsupported(input);
    const caller = await deployingAs(engine, call.caller, input.RoleARN ?? stack.roleArn);
    const read = await readRequest(engine, input, stack, caller);
    if (changesNothing(engine, stack, read)) throw noUpdates();
    const updating = beginUpdate(engine, stack.id, {
      description: read.template.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      tags: read.tags,
      capabilities: input.Capabilities ?? [],
      roleArn: input.RoleARN ?? stack.roleArn,
      disableRollback: input.DisableRollback ?? input.DeploymentConfig?.DisableRollback ?? false,
      clientRequestToken: input.ClientRequestToken ?? null,
      retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
    });
    outdateChangeSets(engine.state, stack.id);
    goOn(engine, stack.id, () => update(engine, updating, caller));
    return { StackId: stack.id };
  },
});
