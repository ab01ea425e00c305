/**
 * AWS's own managed policies that generated projects and the CDK bootstrap stack attach.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const policies: Readonly<Record<string, object>> = {
  AdministratorAccess: allow(["*"], ["*"]),
  ReadOnlyAccess: allow(["*:Get*", "*:List*", "*:Describe*", "*:BatchGet*", "*:Query", "*:Scan"], ["*"]),
  "service-role/AWSLambdaBasicExecutionRole": allow(
    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
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

/**
 * @param arn `arn:aws:iam::aws:policy/AdministratorAccess`
 * @returns the policy's JSON text, or null where this local cloud does not know it
 */
export function managedPolicyText(arn: string): string | null {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const policy = name === undefined ? undefined : policies[name];
  return policy === undefined ? null : JSON.stringify(policy);
}

function allow(actions: readonly string[], resources: readonly string[]): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: resources }] };
}
