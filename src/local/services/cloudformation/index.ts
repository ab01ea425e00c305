import type { Service, ServiceContext } from "../../kernel/service.ts";
import { notSupportedHere } from "../../kernel/wire-error.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { createChangeSet } from "./api/create-change-set.ts";
import { createStack } from "./api/create-stack.ts";
import { deleteStack } from "./api/delete-stack.ts";
import { deleteChangeSet, describeChangeSet, listChangeSets } from "./api/describe-change-set.ts";
import { describeStackEvents } from "./api/describe-stack-events.ts";
import {
  describeStackResource,
  describeStackResources,
  listStackResources,
} from "./api/describe-stack-resources.ts";
import { describeStacks } from "./api/describe-stacks.ts";
import { executeChangeSet } from "./api/execute-change-set.ts";
import { listExports, listImports } from "./api/exports.ts";
import { listStacks } from "./api/list-stacks.ts";
import {
  cancelUpdateStack,
  continueUpdateRollback,
  rollbackStack,
  updateTerminationProtection,
} from "./api/recovery.ts";
import { getTemplate, getTemplateSummary, validateTemplate } from "./api/templates.ts";
import { updateStack } from "./api/update-stack.ts";
import type { Engine } from "./engine.ts";
import model from "./model.gen.json" with { type: "json" };
import { cdkMetadata } from "./resources/cdk-metadata.ts";
import { cloudFormationStack } from "./resources/cloudformation-stack.ts";
import { waitConditionHandle } from "./resources/wait-condition-handle.ts";
import { eventLog } from "./stack/events.ts";
import { intents } from "./stack/intents.ts";
import { resumeInterrupted } from "./stack/resume-interrupted.ts";
import { cloudFormationState } from "./state.ts";

/** CloudFormation: brings stacks to their templates over the resource types of all other services. */
export function cloudFormation(context: ServiceContext): Service {
  const state = cloudFormationState(context.store);
  const engine: Engine = {
    state,
    context,
    events: eventLog(state, context),
    intents: intents(context),
    running: new Set(),
    cancelled: new Set(),
    typeOf(type) {
      const found = context.resourceTypes().get(type);
      if (found === undefined) throw notSupportedHere(`the resource type ${type}`);
      return found;
    },
  };
  const nested = cloudFormationStack(engine);
  return {
    name: "cloudformation",
    models: [model as unknown as ServiceModel],
    operations: {
      CancelUpdateStack: cancelUpdateStack(engine),
      ContinueUpdateRollback: continueUpdateRollback(engine),
      CreateChangeSet: createChangeSet(engine),
      CreateStack: createStack(engine),
      DeleteChangeSet: deleteChangeSet(engine),
      DeleteStack: deleteStack(engine),
      DescribeChangeSet: describeChangeSet(engine),
      DescribeStackEvents: describeStackEvents(engine),
      DescribeStackResource: describeStackResource(engine),
      DescribeStackResources: describeStackResources(engine),
      DescribeStacks: describeStacks(engine),
      ExecuteChangeSet: executeChangeSet(engine),
      GetTemplate: getTemplate(engine),
      GetTemplateSummary: getTemplateSummary(engine),
      ListChangeSets: listChangeSets(engine),
      ListExports: listExports(engine),
      ListImports: listImports(engine),
      ListStackResources: listStackResources(engine),
      ListStacks: listStacks(engine),
      RollbackStack: rollbackStack(engine),
      UpdateStack: updateStack(engine),
      UpdateTerminationProtection: updateTerminationProtection(engine),
      ValidateTemplate: validateTemplate(engine),
    },
    resources: Object.fromEntries(
      [nested, waitConditionHandle, cdkMetadata].map((each) => [each.type, each]),
    ),
    start: () => resumeInterrupted(engine),
    stop: async () => {
      await Promise.all(engine.running);
    },
  };
}
