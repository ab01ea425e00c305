import { amplifyOutputs } from "../deploy/client/amplify-outputs.ts";
import { readOutputs, type StageOutputs } from "../deploy/client/read-outputs.ts";
import type { OperationContext } from "./context.ts";
import { notDeployed } from "./stage/not-deployed.ts";
import { type StageInput, withStage } from "./stage/with-stage.ts";

export interface OutputsResult {
  readonly outputs: StageOutputs;
  /** The text of `amplify_outputs.json`. */
  readonly amplify: string;
}

/**
 * Where a stage is: addresses and ids, nothing secret.
 *
 * @throws UserError NOT_DEPLOYED
 */
export async function outputs(input: StageInput, context: OperationContext): Promise<OutputsResult> {
  return withStage(input, context, async ({ connection, app, name, account }) => {
    const found = await readOutputs(connection, { app: app.name, stage: name, account });
    if (found === null) throw notDeployed(name);
    return { outputs: found, amplify: amplifyOutputs(found, app.signIn, connection.endpoint) };
  });
}
