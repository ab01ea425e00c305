import type { Construct } from "constructs";
import { iam } from "../cdk.cjs";
import { acknowledgeWildcards } from "./acknowledge-wildcards.ts";
import { policyDocument, type Statement } from "./policy.ts";

/** A policy that several roles carry. `wildcards`: its statements by the reason for the wildcards they have. */
export class SharedPolicy extends iam.CfnManagedPolicy {
  constructor(scope: Construct, id: string, wildcards: Readonly<Record<string, Statement>>) {
    super(scope, id, { policyDocument: policyDocument(Object.values(wildcards)) });
    acknowledgeWildcards(this, wildcards);
  }
}
