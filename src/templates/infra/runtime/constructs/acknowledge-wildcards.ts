import type { CfnResource } from "aws-cdk-lib";
import { Stack } from "../cdk.cjs";
import { acknowledge } from "./acknowledge.ts";
import type { Statement } from "./policy.ts";

/**
 * Tells cdk-nag why a policy has the wildcards it has: one acknowledgement for each resource of the statements.
 *
 * @param policy the role or policy that holds the statements
 * @param statements by the reason for their wildcards
 */
export function acknowledgeWildcards(
  policy: CfnResource,
  statements: Readonly<Record<string, Statement>>,
): void {
  for (const [reason, { Resource = [] }] of Object.entries(statements)) {
    for (const resource of [Resource].flat()) {
      const written = asWritten(Stack.of(policy).resolve(resource));
      if (!written.includes("*")) continue;
      acknowledge(policy, `AwsSolutions-IAM5[Resource::${written}]`, reason);
    }
  }
}

/** A resolved CloudFormation value in cdk-nag's spelling: `arn:<AWS::Partition>:s3:::<FilesBucket>/*`. */
function asWritten(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if ("Ref" in value) return `<${value.Ref}>`;
  if ("Fn::GetAtt" in value && Array.isArray(value["Fn::GetAtt"]))
    return `<${value["Fn::GetAtt"].join(".")}>`;
  if ("Fn::Join" in value && Array.isArray(value["Fn::Join"])) {
    const [separator, parts] = value["Fn::Join"];
    return parts.map(asWritten).join(separator);
  }
  return JSON.stringify(value);
}
