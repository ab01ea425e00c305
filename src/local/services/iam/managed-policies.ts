import { notSupportedHere } from "../../kernel/wire-error.ts";
import { policyNotFound } from "./errors.ts";
import type { IamState } from "./state.ts";

/**
 * AWS's own managed policies that generated projects and the CDK bootstrap stack attach.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const policies: Readonly<Record<string, object>> = {
  AdministratorAccess: allow(["*"], ["*"]),
  ReadOnlyAccess: allow(["*:Get*", "*:List*", "*:Describe*", "*:BatchGet*", "*:Query", "*:Scan"], ["*"]),
  AWSCloudFormationReadOnlyAccess: allow(
    [
      "cloudformation:BatchDescribe*",
      "cloudformation:Describe*",
      "cloudformation:Detect*",
      "cloudformation:EstimateTemplateCost",
      "cloudformation:Get*",
      "cloudformation:List*",
      "cloudformation:ValidateTemplate",
    ],
    ["*"],
  ),
  "service-role/AWSLambdaBasicExecutionRole": allow(
    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    ["*"],
  ),
  "service-role/AWSLambdaDynamoDBExecutionRole": allow(
    [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ],
    ["*"],
  ),
  "service-role/AWSLambdaSQSQueueExecutionRole": allow(
    [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ],
    ["*"],
  ),
  "service-role/AWSAppSyncPushToCloudWatchLogs": allow(
    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    ["*"],
  ),
  AWSXRayDaemonWriteAccess: allow(
    ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"],
    ["*"],
  ),
};

/** Names with their paths: `service-role/AWSLambdaBasicExecutionRole`. */
export const awsManagedPolicyNames = Object.keys(policies);

/**
 * @param arn `arn:aws:iam::aws:policy/AdministratorAccess`
 * @returns the policy's JSON text, or null where this local cloud does not know it
 */
export function managedPolicyText(arn: string): string | null {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (name === undefined || !Object.hasOwn(policies, name)) return null;
  return JSON.stringify(policies[name]);
}

/** @throws WireError where there is no such policy, or it is one of AWS's own that is not here */
export function checkAttachable(arn: string, state: IamState): void {
  if (state.policies.get(arn) !== undefined || managedPolicyText(arn) !== null) return;
  if (arn.startsWith("arn:aws:iam::aws:policy/"))
    throw notSupportedHere(`the AWS managed policy ${JSON.stringify(arn)}`);
  throw policyNotFound(arn);
}

function allow(actions: readonly string[], resources: readonly string[]): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: resources }] };
}
