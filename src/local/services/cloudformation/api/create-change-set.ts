import type { CreateChangeSetInput, CreateChangeSetOutput } from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { stackAccess } from "../access.ts";
import { deployingAs, type Engine } from "../engine.ts";
import { alreadyExists, stackNotFound, validationError } from "../errors.ts";
import { assertUpdatable, checkStackName } from "../stack/find.ts";
import { newStack } from "../stack/new-stack.ts";
import { changesNothing, planChanges } from "../stack/plan-changes.ts";
import { readRequest } from "../stack/request.ts";
import type { ChangeSet, Stack } from "../state.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html */
export const createChangeSet = (engine: Engine): Operation<CreateChangeSetInput, CreateChangeSetOutput> => ({
  access: (input) => stackAccess("CreateChangeSet", input.StackName, engine.context, input.RoleARN),

  async handle(input, call) {
    const { state, context } = engine;
    const type = input.ChangeSetType ?? "UPDATE";
    if (type === "IMPORT") throw notSupportedHere("the change set type IMPORT");
    refuseUnsupported(input);
    if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(input.ChangeSetName ?? "")) {
      throw validationError(
        `Value '${input.ChangeSetName}' at 'changeSetName' failed to satisfy constraint: [a-zA-Z][-a-zA-Z0-9]*`,
      );
    }
    const existing = living(engine, input.StackName ?? "");
    if (type === "UPDATE") {
      if (existing === undefined) throw stackNotFound(input.StackName ?? "");
      assertUpdatable(existing);
    } else if (existing !== undefined && existing.status !== "REVIEW_IN_PROGRESS")
      throw alreadyExists(existing.name);
    if (existing !== undefined && sameName(engine, existing.id, input.ChangeSetName)) {
      throw new WireError("AlreadyExistsException", `ChangeSet ${input.ChangeSetName} already exists`, 400);
    }
    const caller = await deployingAs(engine, call.caller, input.RoleARN ?? existing?.roleArn);
    const read = await readRequest(engine, input, existing?.template ? existing : null, caller);
    const stack = existing ?? create(engine, input.StackName ?? "");
    const changes = planChanges(engine, stack, read.text, read.parameters);
    const empty = type === "UPDATE" && changesNothing(engine, stack, read);
    const changeSet: ChangeSet = {
      id: `arn:aws:cloudformation:${context.region}:${context.accountId}:changeSet/${input.ChangeSetName}/${context.ids.uuid()}`,
      name: input.ChangeSetName ?? "",
      stackId: stack.id,
      type,
      status: empty ? "FAILED" : "CREATE_COMPLETE",
      statusReason: empty
        ? "The submitted information didn't contain changes. Submit different information to create a change set."
        : null,
      executionStatus: empty ? "UNAVAILABLE" : "AVAILABLE",
      description: input.Description ?? null,
      template: read.text,
      parameters: read.parameters,
      capabilities: input.Capabilities ?? [],
      tags: read.tags,
      roleArn: input.RoleARN ?? stack.roleArn,
      notificationArns: stack.notificationArns,
      onStackFailure: (input.OnStackFailure as ChangeSet["onStackFailure"]) ?? null,
      disableRollback: input.DeploymentConfig?.DisableRollback ?? false,
      retainExceptOnCreate: false,
      changes,
      createdAt: context.clock.now(),
    };
    state.changeSets.put(changeSet.id, changeSet);
    return { Id: changeSet.id, StackId: stack.id };
  },
});

function living(engine: Engine, nameOrId: string): Stack | undefined {
  const id = nameOrId.startsWith("arn:") ? nameOrId : engine.state.names.get(nameOrId);
  const stack = id === undefined ? undefined : engine.state.stacks.get(id);
  return stack?.status === "DELETE_COMPLETE" ? undefined : stack;
}

function create(engine: Engine, name: string): Stack {
  checkStackName(name);
  return newStack(engine, name, "REVIEW_IN_PROGRESS", {});
}

function sameName(engine: Engine, stackId: string, name: string | undefined): boolean {
  return engine.state.changeSets
    .list()
    .some(
      ({ value }) => value.stackId === stackId && value.name === name && value.status !== "DELETE_COMPLETE",
    );
}
