import type { CreateStackInput, CreateStackOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import { goOn } from "../background.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { alreadyExists, validationError } from "../errors.ts";
import { createStack as create } from "../stack/create.ts";
import { checkStackName } from "../stack/find.ts";
import { newStack } from "../stack/new-stack.ts";
import { readRequest } from "../stack/request.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
export const createStack = (engine: Engine): Operation<CreateStackInput, CreateStackOutput> => ({
  access: (input) => stackAccess("CreateStack", input.StackName, engine.context, input.RoleARN),

  async handle(input, call) {
    const name = input.StackName ?? "";
    checkStackName(name);
    refuseUnsupported(input);
    if (input.OnFailure !== undefined && input.DisableRollback !== undefined)
      throw validationError("You can specify either DisableRollback or OnFailure, but not both.");
    if (engine.state.names.get(name) !== undefined) throw alreadyExists(name);
    const caller = await deployingAs(engine, call.caller, input.RoleARN);
    const read = await readRequest(engine, input, null, caller);
    const disableRollback = input.DisableRollback ?? input.DeploymentConfig?.DisableRollback ?? false;
    const onFailure = input.OnFailure ?? (disableRollback ? "DO_NOTHING" : "ROLLBACK");
    const stack = newStack(engine, name, "CREATE_IN_PROGRESS", {
      onFailure,
      description: read.template.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      tags: read.tags,
      capabilities: input.Capabilities ?? [],
      roleArn: input.RoleARN ?? null,
      disableRollback,
      terminationProtection: input.EnableTerminationProtection ?? false,
      clientRequestToken: input.ClientRequestToken ?? null,
      retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
    });
    goOn(engine, stack.id, () => create(engine, stack, caller, onFailure));
    return { StackId: stack.id };
  },
});
