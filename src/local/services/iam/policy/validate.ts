import { malformed, type PolicyDocument, parsePolicy } from "./document.ts";

/**
 * A policy that grants to whoever carries it: names resources, and no principals.
 *
 * @throws WireError MalformedPolicyDocument
 */
export function validateIdentityPolicy(text: string): PolicyDocument {
  const policy = parsePolicy(text);
  for (const { principals, resources } of policy.statements) {
    if (principals !== null) throw malformed("Policy document should not specify a principal.");
    if (resources === null) throw malformed("Policy statement must contain resources.");
    const wrong = resources.patterns.find((resource) => resource !== "*" && !/^(arn:|\$\{)/.test(resource));
    if (wrong !== undefined) throw malformed(`Resource ${wrong} must be in ARN format or "*".`);
  }
  return policy;
}

/**
 * A role's trust policy: names principals, and no resources.
 *
 * @throws WireError MalformedPolicyDocument
 */
export function validateTrustPolicy(text: string): PolicyDocument {
  const policy = parsePolicy(text);
  for (const { principals, resources, actions, effect, conditions } of policy.statements) {
    if (principals === null) throw malformed("AssumeRole policy must contain principals.");
    if (resources !== null) throw malformed("Has prohibited field Resource");
    if (actions.patterns.some((action) => action !== "*" && !action.toLowerCase().startsWith("sts:"))) {
      throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }
    for (const value of principals.byType["AWS"] ?? []) {
      if (!/^(\*|\d{12}|arn:aws:(iam|sts)::.+|A[A-Z0-9]{15,})$/.test(value))
        throw malformed(`Invalid principal in policy: "AWS":"${value}"`);
    }
    for (const value of principals.byType["Service"] ?? []) {
      if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(value))
        throw malformed(`Invalid principal in policy: "SERVICE":"${value}"`);
    }
    // Without it every identity pool of every account could take the role; IAM does not store such a policy.
    // https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#trust-policies
    const pools =
      effect === "Allow" && principals.byType["Federated"]?.includes("cognito-identity.amazonaws.com");
    const audience = "cognito-identity.amazonaws.com:aud";
    if (pools && !conditions.some(({ key }) => key.toLowerCase() === audience))
      throw malformed(
        `A trust policy for cognito-identity.amazonaws.com must have the condition ${audience}.`,
      );
  }
  return policy;
}
