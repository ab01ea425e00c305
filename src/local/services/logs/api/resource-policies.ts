import type {
  DeleteResourcePolicyRequest,
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { invalid, notFound } from "../errors.ts";
import { resourcePolicies } from "../resource-policies.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html */
const mostPolicies = 10;
const longestDocument = 5120;

export const putResourcePolicy = (
  context: ServiceContext,
): Operation<PutResourcePolicyRequest, PutResourcePolicyResponse> => ({
  access: () => [{ action: "logs:PutResourcePolicy", resource: "*" }],

  handle({ policyName = "", policyDocument = "", resourceArn }) {
    if (resourceArn !== undefined) throw notSupportedHere("policies of single log groups");
    if (policyName === "" || policyName.length > 512)
      throw invalid("A policy needs a name of at most 512 characters.");
    checkDocument(policyDocument);
    const policies = resourcePolicies(context.store);
    if (policies.get(policyName) === undefined && policies.list().length >= mostPolicies)
      throw new WireError("LimitExceededException", "Resource limit exceeded.");
    const resourcePolicy = { policyName, policyDocument, lastUpdatedTime: context.clock.now() };
    policies.put(policyName, resourcePolicy);
    return { resourcePolicy };
  },
});

function checkDocument(text: string): void {
  if (text.length > longestDocument) throw invalid(`A policy has at most ${longestDocument} characters.`);
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw invalid("The policy document is not valid JSON.");
  }
  const statements = [Object(found).Statement].flat();
  const complete = statements.every((one) =>
    ["Effect", "Principal", "Action", "Resource"].every((name) => name in Object(one)),
  );
  if (!complete)
    throw invalid("Every statement of a resource policy needs Effect, Principal, Action and Resource.");
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html */
export const describeResourcePolicies = (
  context: ServiceContext,
): Operation<DescribeResourcePoliciesRequest, DescribeResourcePoliciesResponse> => ({
  access: () => [{ action: "logs:DescribeResourcePolicies", resource: "*" }],
  handle: () => ({
    resourcePolicies: resourcePolicies(context.store)
      .list()
      .map(({ value }) => value),
  }),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = (context: ServiceContext): Operation<DeleteResourcePolicyRequest> => ({
  access: () => [{ action: "logs:DeleteResourcePolicy", resource: "*" }],

  handle({ policyName = "" }) {
    if (!resourcePolicies(context.store).delete(policyName))
      throw notFound(`Policy with name [${policyName}] does not exist.`);
    return {};
  },
});
