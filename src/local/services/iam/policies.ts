import type { Access } from "../../kernel/service.ts";
import { policyNotFound, validation } from "./errors.ts";
import { validateIdentityPolicy } from "./policy/validate.ts";
import type { IamState, ManagedPolicy } from "./state.ts";

/** Characters of a managed policy, white space not counted. */
const longestManaged = 6144;

/** @throws WireError NoSuchEntity */
export function findPolicy(state: IamState, arn: string | undefined): ManagedPolicy {
  const policy = state.policies.get(arn ?? "");
  if (policy === undefined) throw policyNotFound(arn ?? "");
  return policy;
}

export function policyAccess(action: string, arn: string | undefined): Access[] {
  return [{ action: `iam:${action}`, resource: arn ?? "*" }];
}

/** @throws WireError MalformedPolicyDocument, ValidationError */
export function checkDocument(text: string): void {
  validateIdentityPolicy(text);
  if (text.replace(/\s/g, "").length > longestManaged)
    throw validation(`Cannot exceed quota for PolicySize: ${longestManaged}`);
}
