import type {
  EvaluationResult,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidInput, noSuchEntity } from "../errors.ts";
import { managedPolicyText } from "../managed-policies.ts";
import { page } from "../page.ts";
import { type PolicyDocument, parsePolicy } from "../policy/document.ts";
import { type AccessRequest, evaluate, matching, type PolicyKind } from "../policy/evaluate.ts";
import { documentOf, type IamState, type Role } from "../state.ts";

interface NamedPolicy {
  readonly id: string;
  readonly type: "user-managed" | "aws-managed" | "role" | "resource" | "none";
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
}

const decisions = {
  allowed: "allowed",
  explicitlyDenied: "explicitDeny",
  implicitlyDenied: "implicitDeny",
} as const;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
export const simulatePrincipalPolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<SimulatePrincipalPolicyRequest, SimulatePolicyResponse> => ({
  access: (input) => [{ action: "iam:SimulatePrincipalPolicy", resource: input.PolicySourceArn ?? "*" }],

  handle(input) {
    refuseUnsupported(input);
    const role = roleOf(state, input.PolicySourceArn ?? "");
    const policies = [...policiesOf(role, state), ...given(input)];
    const boundary = boundaryOf(role, input, state);
    const resources = input.ResourceArns?.length ? input.ResourceArns : ["*"];
    const results = (input.ActionNames ?? []).flatMap((action) =>
      resources.map((resource): EvaluationResult => {
        const request: AccessRequest = {
          action,
          resource,
          context: conditionValues(input, context),
          principals: {
            session: null,
            identity: role.arn,
            accountId: context.accountId,
            service: null,
            federated: null,
          },
          resourcePolicyDecides: false,
        };
        return result(request, policies, boundary);
      }),
    );
    const { items, more } = page(
      results,
      input,
      ({ EvalActionName, EvalResourceName }) => `${EvalActionName} ${EvalResourceName}`,
    );
    return { EvaluationResults: items, ...more };
  },
});

function result(
  request: AccessRequest,
  policies: readonly NamedPolicy[],
  boundary: PolicyDocument | "nothing" | null,
): EvaluationResult {
  const ofKind = (kind: PolicyKind) =>
    policies.filter((policy) => policy.kind === kind).map(({ document }) => document);
  const verdict = evaluate(request, {
    identity: ofKind("identity"),
    resource: ofKind("resource")[0] ?? null,
    boundary,
    session: [],
  });
  const effect = verdict.decision === "explicitlyDenied" ? "Deny" : "Allow";
  return {
    EvalActionName: request.action,
    EvalResourceName: request.resource,
    EvalDecision: decisions[verdict.decision],
    MatchedStatements: policies.flatMap(({ id, type, kind, document }) =>
      matching(document, effect, request, kind).map(() => ({ SourcePolicyId: id, SourcePolicyType: type })),
    ),
    MissingContextValues: missingKeys(policies, request),
    ...(boundary !== null && {
      PermissionsBoundaryDecisionDetail: {
        AllowedByPermissionsBoundary:
          boundary !== "nothing" &&
          matching(boundary, "Allow", request, "boundary").length > 0 &&
          matching(boundary, "Deny", request, "boundary").length === 0,
      },
    }),
  };
}

/** Condition keys that policies ask for and the simulation was not given. */
function missingKeys(policies: readonly NamedPolicy[], request: AccessRequest): string[] {
  const asked = policies.flatMap(({ document }) =>
    document.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)),
  );
  return [...new Set(asked)].filter((key) => request.context[key.toLowerCase()] === undefined);
}

function conditionValues(input: SimulatePrincipalPolicyRequest, { clock }: ServiceContext) {
  const now = clock.now();
  const entries = (input.ContextEntries ?? []).map(
    ({ ContextKeyName = "", ContextKeyValues = [], ContextKeyType = "string" }) =>
      [
        ContextKeyName.toLowerCase(),
        ContextKeyType.endsWith("List") ? ContextKeyValues : (ContextKeyValues[0] ?? ""),
      ] as const,
  );
  return {
    "aws:currenttime": new Date(now).toISOString(),
    "aws:epochtime": String(Math.floor(now / 1000)),
    ...Object.fromEntries(entries),
  };
}

function policiesOf(role: Role, state: IamState): NamedPolicy[] {
  const inline = Object.entries(role.inline).map(
    ([name, text]): NamedPolicy => ({
      id: `role_${role.name}_${name}`,
      type: "role",
      kind: "identity",
      document: parsePolicy(text),
    }),
  );
  const attached = role.attached.flatMap((arn): NamedPolicy[] => {
    const text = textOf(arn, state);
    if (text === null) return [];
    const type = arn.startsWith("arn:aws:iam::aws:") ? "aws-managed" : "user-managed";
    return [{ id: arn.slice(arn.lastIndexOf("/") + 1), type, kind: "identity", document: parsePolicy(text) }];
  });
  return [...inline, ...attached];
}

function given(input: SimulatePrincipalPolicyRequest): NamedPolicy[] {
  const extra = (input.PolicyInputList ?? []).map(
    (text, position): NamedPolicy => ({
      id: `PolicyInputList.${position + 1}`,
      type: "none",
      kind: "identity",
      document: parsePolicy(text),
    }),
  );
  if (input.ResourcePolicy === undefined) return extra;
  const document = parsePolicy(input.ResourcePolicy);
  return [...extra, { id: "ResourcePolicy", type: "resource", kind: "resource", document }];
}

function boundaryOf(role: Role, input: SimulatePrincipalPolicyRequest, state: IamState) {
  const replaced = input.PermissionsBoundaryPolicyInputList?.[0];
  if (replaced !== undefined) return parsePolicy(replaced);
  if (role.permissionsBoundary === null) return null;
  const text = textOf(role.permissionsBoundary, state);
  return text === null ? "nothing" : parsePolicy(text);
}

function textOf(arn: string, state: IamState): string | null {
  const policy = state.policies.get(arn);
  return policy === undefined ? managedPolicyText(arn) : documentOf(policy);
}

function roleOf(state: IamState, arn: string): Role {
  if (!/^arn:aws:iam::\d{12}:(role|user|group)\//.test(arn))
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  const role = state.roles.get(arn.slice(arn.lastIndexOf("/") + 1));
  if (role?.arn !== arn) throw noSuchEntity(`No such entity ${arn}`);
  return role;
}

function refuseUnsupported(input: SimulatePrincipalPolicyRequest): void {
  const unsupported = (["PolicyExclusionList", "ResourceHandlingOption", "CallerArn"] as const).find(
    (name) => input[name] !== undefined,
  );
  if (unsupported !== undefined) throw notSupportedHere(`iam:SimulatePrincipalPolicy with ${unsupported}`);
}
