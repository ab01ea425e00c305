import type {
  FunctionConfiguration,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
} from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";
import { fetchCode } from "../code/fetch-code.ts";
import { applySettings } from "../configuration.ts";
import type { Engine } from "../engine.ts";
import { preconditionFailed } from "../errors.ts";
import { checkRole } from "../execution/role-session.ts";
import { findFunction, functionAccess, readReference } from "../functions.ts";
import { presentConfiguration } from "../present.ts";
import type { FunctionRecord } from "../state.ts";
import { publish } from "../versions.ts";
import { passRole, stamp } from "./create-function.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const updateFunctionCode = ({
  state,
  context,
  code,
  executor,
}: Engine): Operation<UpdateFunctionCodeRequest, FunctionConfiguration> => ({
  access: (input) => functionAccess("UpdateFunctionCode", readReference(input.FunctionName), state, context),

  async handle(input, { caller }) {
    const { name } = readReference(input.FunctionName);
    checkRevision(findFunction(state, name, context), input.RevisionId);
    const stored = code.add(await fetchCode(input, caller, context));
    const record = findFunction(state, name, context);
    const latest = {
      ...record.latest,
      ...stamp(context),
      architecture: input.Architectures?.[0] ?? record.latest.architecture,
      codeHash: stored.hash,
      codeSize: stored.size,
    };
    if (input.DryRun) return presentConfiguration(name, latest, null, context);
    const updated = { ...record, latest };
    const { record: written, configuration } = input.Publish
      ? publish(updated, null, context)
      : { record: updated, configuration: latest };
    state.functions.put(name, written);
    executor.retire(name);
    return presentConfiguration(name, configuration, input.Publish ? configuration.version : null, context);
  },
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const updateFunctionConfiguration = ({
  state,
  context,
  sessions,
  executor,
}: Engine): Operation<UpdateFunctionConfigurationRequest, FunctionConfiguration> => ({
  access: (input) => [
    ...functionAccess("UpdateFunctionConfiguration", readReference(input.FunctionName), state, context),
    ...passRole(input.Role),
  ],

  async handle(input) {
    const { name } = readReference(input.FunctionName);
    const settings = applySettings(findFunction(state, name, context).latest, input, name);
    await checkRole(sessions, name, settings.role);
    const record = findFunction(state, name, context);
    checkRevision(record, input.RevisionId);
    const latest = { ...applySettings(record.latest, input, name), ...stamp(context) };
    state.functions.put(name, { ...record, latest });
    executor.retire(name);
    return presentConfiguration(name, latest, null, context);
  },
});

function checkRevision(record: FunctionRecord, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== record.latest.revisionId) throw preconditionFailed();
}
