import { localAccountId } from "../../../src/local/cloud.ts";
import type { Caller } from "../../../src/local/kernel/service.ts";

/** The local account's root, for calls inside the process. */
export const root: Caller = {
  kind: "root",
  arn: `arn:aws:iam::${localAccountId}:root`,
  accountId: localAccountId,
  userId: localAccountId,
  roleArn: null,
  servicePrincipal: null,
  sessionPolicies: [],
  tags: {},
};
