import type { IConstruct } from "constructs";
import { Validations } from "../cdk.cjs";

/**
 * Allows what a rule of cdk-nag forbids, on one resource.
 *
 * It records what `Validations.of(resource).acknowledge` does, without the stack trace that would put folders of this
 * machine into the assembly.
 *
 * @param rule for instance `AwsSolutions-S1`
 * @param reason why it is right here
 */
export function acknowledge(resource: IConstruct, rule: string, reason: string): void {
  resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [rule]: reason });
}
