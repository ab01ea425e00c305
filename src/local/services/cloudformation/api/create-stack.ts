import type { CreateStackInput, CreateStackOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import type { Engine } from "../engine.ts";
import { alreadyExists } from "../errors.ts";
import { createStack as create } from "../stack/create.ts";
import { checkStackName } from "../stack/find.ts";
import { newStack } from "../stack/new-stack.ts";
import { readRequest } from "../stack/request.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
export const createStack = (engine: Engine): Operation<CreateStackInput, CreateStackOutput> => ({
  access: (input) => stackAccess("CreateStack", input.StackName, engine.context),

  async handle(input, call) {
    const name = input.StackName ?? "";
    checkStackName(name);
    if (engine.state.names.get(name) !== undefined) throw alreadyExists(name);
    const read = await readRequest(engine, input, null, call.caller);
    const stack = newStack(engine, name, "CREATE_IN_PROGRESS", {
      description: read.template.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      tags: read.tags,
      capabilities: input.Capabilities ?? [],
      roleArn: input.RoleARN ?? null,
      notificationArns: input.NotificationARNs ?? [],
      disableRollback: input.DisableRollback ?? false,
      terminationProtection: input.EnableTerminationProtection ?? false,
    });
    const onFailure = input.OnFailure ?? (input.DisableRollback ? "DO_NOTHING" : "ROLLBACK");
    goOn(engine, () => create(engine, stack, call.caller, onFailure as "ROLLBACK"));
    return { StackId: stack.id };
  },
});
