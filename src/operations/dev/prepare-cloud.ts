import { bootstrap } from "../../deploy/bootstrap/bootstrap.ts";
import { isBootstrapped } from "../../deploy/bootstrap/bootstrap-version.ts";
import { bootstrapTemplate } from "../../files/bootstrap-template.ts";
import type { DevCloud } from "./dev-cloud.ts";

/**
 * Gives a cloud what every deployment stands on. A deployment would do so itself, but only once there is something to
 * deploy: here it happens while the CDK is still loading. So what goes wrong is not told either; the deployment meets it
 * again.
 */
export async function prepareCloud({ connection }: DevCloud, signal: AbortSignal): Promise<void> {
  try {
    if (await isBootstrapped(connection)) return;
    await bootstrap(connection, bootstrapTemplate(), { signal, onProgress: () => {} });
  } catch {}
}
