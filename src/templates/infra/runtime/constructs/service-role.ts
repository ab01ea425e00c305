import type { Construct } from "constructs";
import { iam } from "../cdk.cjs";
import { acknowledgeWildcards } from "./acknowledge-wildcards.ts";
import { policyDocument, type Statement, trust } from "./policy.ts";

export interface ServiceRoleProps {
  /** Who takes the role: `lambda.amazonaws.com`. */
  readonly service: string;
  readonly statements: readonly Statement[];
  /** Statements that cannot do without a wildcard in their resources, by the reason why not. */
  readonly wildcards?: Readonly<Record<string, Statement>>;
  /** Customer managed policies to attach. */
  readonly managedPolicyArns?: readonly string[];
}

/** A role for one AWS service with one inline policy: nothing managed by AWS, no other account's deputy. */
export class ServiceRole extends iam.CfnRole {
  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    const { service, wildcards = {}, managedPolicyArns = [] } = props;
    const statements = [...props.statements, ...Object.values(wildcards)];
    super(scope, id, {
      assumeRolePolicyDocument: policyDocument([trust(service)]),
      ...(statements.length > 0 && {
        policies: [{ policyName: "access", policyDocument: policyDocument(statements) }],
      }),
      ...(managedPolicyArns.length > 0 && { managedPolicyArns: [...managedPolicyArns] }),
    });
    acknowledgeWildcards(this, wildcards);
  }
}
