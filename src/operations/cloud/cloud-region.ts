import { loadApp } from "../../definition/load-app.ts";
import { findProject } from "../../project/find-project.ts";

/**
 * The region that a local cloud is where nobody names one: the project's, so that its commands can use the cloud; outside
 * of projects, or where plinth.config.ts cannot be read, the environment's.
 *
 * @param cwd where the command was typed
 */
export async function cloudRegion(
  cwd: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  try {
    return (await loadApp(findProject(cwd))).region;
  } catch {
    return environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || "us-east-1";
  }
}
