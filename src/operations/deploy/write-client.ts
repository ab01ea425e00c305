import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { amplifyOutputs } from "../../deploy/client/amplify-outputs.ts";
import { readOutputs, type StageOutputs } from "../../deploy/client/read-outputs.ts";
import type { Stage } from "../stage/stage.ts";

/** Where apps find the stage that was deployed last. Not committed: it differs from stage to stage. */
export const clientFile = "client/amplify_outputs.json";

/**
 * Writes down for the project's apps where the stage is.
 *
 * @returns what was written; null where nothing is deployed
 */
export async function writeClient(project: string, stage: Stage): Promise<StageOutputs | null> {
  const { connection, app, name, account } = stage;
  const outputs = await readOutputs(connection, { app: app.name, stage: name, account });
  if (outputs === null) return null;
  const path = join(project, clientFile);
  const text = amplifyOutputs(outputs, app.signIn, connection.endpoint);
  // An app that is being built watches the file: what has not changed is not touched.
  if (existsSync(path) && readFileSync(path, "utf8") === text) return outputs;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return outputs;
}
