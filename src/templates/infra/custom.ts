import type { Customization } from "./runtime/constructs/customization.ts";

/**
 * Yours: Plinth wrote this file once and never touches it again. It runs last, with every construct in hand, so it can add
 * resources to the stacks, change or override any property, or add stacks of its own. For instance:
 *
 *     import { sqs } from "./runtime/cdk.cjs";
 *
 *     export function customize({ service }: Customization): void {
 *       service.api.resource.queryDepthLimit = 20;
 *       new sqs.CfnQueue(service, "Orders", { sqsManagedSseEnabled: true });
 *     }
 */
export function customize(_: Customization): void {}
