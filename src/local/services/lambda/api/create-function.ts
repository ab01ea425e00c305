import type { CreateFunctionRequest, FunctionConfiguration } from "@aws-sdk/client-lambda";
import { finish } from "../../../kernel/finish.ts";
import type { Access, Operation, ServiceContext } from "../../../kernel/service.ts";
import { fetchCode } from "../code/fetch-code.ts";
import { applySettings, defaultSettings } from "../configuration.ts";
import type { Engine } from "../engine.ts";
import { conflict, invalidParameter } from "../errors.ts";
import { checkRole } from "../execution/role-session.ts";
import { functionAccess, readReference } from "../functions.ts";
import { presentConfiguration } from "../present.ts";
import type { Configuration, FunctionRecord } from "../state.ts";
import { publish } from "../versions.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const createFunction = ({
  state,
  context,
  code,
  sessions,
}: Engine): Operation<CreateFunctionRequest, FunctionConfiguration> => ({
  access: (input) => [
    ...functionAccess("CreateFunction", readReference(input.FunctionName), state, context),
    ...passRole(input.Role),
  ],

  async handle(input, call) {
    const { caller } = call;
    const { name } = readReference(input.FunctionName);
    refuseExisting();
    const settings = applySettings(defaultSettings(name), input, name);
    const architecture = input.Architectures?.[0] ?? "x86_64";
    if (!["x86_64", "arm64"].includes(architecture))
      throw invalidParameter(`Unknown architecture ${architecture}`);
    await checkRole(sessions, name, settings.role);
    const stored = code.add(await fetchCode(input.Code ?? {}, caller, context));
    const latest: Configuration = {
      ...settings,
      ...stamp(context),
      version: "$LATEST",
      architecture,
      codeHash: stored.hash,
      codeSize: stored.size,
    };
    const record: FunctionRecord = {
      name,
      latest,
      versions: {},
      lastVersion: 0,
      tags: input.Tags ?? {},
      reservedConcurrency: null,
      permissions: {},
      policyRevision: context.ids.uuid(),
    };
    // Fetching took a while: somebody may have been faster.
    refuseExisting();
    return finish(call, () => {
      const { record: written, configuration } = input.Publish
        ? publish(record, null, context)
        : { record, configuration: latest };
      state.functions.put(name, written);
      return presentConfiguration(name, configuration, input.Publish ? configuration.version : null, context);
    });

    function refuseExisting(): void {
      if (state.functions.get(name) !== undefined) throw conflict(`Function already exist: ${name}`);
    }
  },
});

/** Whoever gives a role to Lambda must be allowed to. */
export function passRole(role: string | undefined): Access[] {
  if (role === undefined) return [];
  const conditions = { "iam:PassedToService": "lambda.amazonaws.com" };
  return [{ action: "iam:PassRole", resource: role, conditions }];
}

/** What every change of a configuration renews. */
export function stamp({ clock, ids }: ServiceContext) {
  return { modifiedAt: clock.now(), revisionId: ids.uuid() };
}
