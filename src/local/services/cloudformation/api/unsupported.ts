import { notSupportedHere } from "../../../kernel/wire-error.ts";

const members = [
  "NotificationARNs",
  "ResourceTypes",
  "ResourcesToImport",
  "StackPolicyBody",
  "StackPolicyDuringUpdateBody",
  "StackPolicyDuringUpdateURL",
  "StackPolicyURL",
] as const;

/**
 * Refuses what a call asks for and would not get here.
 *
 * @throws WireError NotSupportedByLocalCloud naming the parameter
 */
export function refuseUnsupported(input: object): void {
  const given: Partial<Record<string, unknown>> = { ...input };
  for (const name of members) {
    const value = given[name];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      throw notSupportedHere(`the parameter cloudformation:${name}`);
  }
  const rollback = given["RollbackConfiguration"] as { RollbackTriggers?: unknown[] } | undefined;
  if ((rollback?.RollbackTriggers?.length ?? 0) > 0) {
    throw notSupportedHere("the parameter cloudformation:RollbackConfiguration.RollbackTriggers");
  }
}
