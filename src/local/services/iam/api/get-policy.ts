import type {
  GetPolicyRequest,
  GetPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { awsManagedPolicyNames, managedPolicyText } from "../managed-policies.ts";
import { page } from "../page.ts";
import { findPolicy, policyAccess } from "../policies.ts";
import { presentPolicy } from "../present.ts";
import type { IamState, ManagedPolicy } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = (state: IamState): Operation<GetPolicyRequest, GetPolicyResponse> => ({
  access: (input) => policyAccess("GetPolicy", input.PolicyArn),

  handle(input) {
    const arn = input.PolicyArn ?? "";
    const policy = awsManaged(arn) ?? findPolicy(state, arn);
    return { Policy: presentPolicy(policy, state) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
export const listPolicies = (
  state: IamState,
  context: ServiceContext,
): Operation<ListPoliciesRequest, ListPoliciesResponse> => ({
  access: () => policyAccess("ListPolicies", `arn:aws:iam::${context.accountId}:policy/`),

  handle(input) {
    const scope = input.Scope ?? "All";
    const own = state.policies.list().map(({ value }) => value);
    const aws = awsManagedPolicyNames.flatMap((name) => awsManaged(`arn:aws:iam::aws:policy/${name}`) ?? []);
    const policies = [...(scope === "AWS" ? [] : own), ...(scope === "Local" ? [] : aws)]
      .filter((policy) => policy.path.startsWith(input.PathPrefix ?? "/"))
      .map((policy) => presentPolicy(policy, state))
      .filter((policy) => input.OnlyAttached !== true || (policy.AttachmentCount ?? 0) > 0);
    const { items, more } = page(policies, input, (policy) => policy.Arn ?? "");
    return { Policies: items.map((policy) => ({ ...policy, Tags: undefined })), ...more };
  },
});

/** One of AWS's own policies in the form of ours; null where there is none of that name here. */
export function awsManaged(arn: string): ManagedPolicy | null {
  const document = managedPolicyText(arn);
  if (document === null) return null;
  const [, path = "/", name = ""] = /policy(\/(?:.*\/)?)(.+)$/.exec(arn) ?? [];
  // AWS's policies began when IAM did.
  const createdAt = Date.UTC(2015, 1, 6);
  return {
    name,
    id: `ANPA${Buffer.from(name).toString("hex").toUpperCase().slice(0, 17)}`,
    arn,
    path,
    description: null,
    versions: [{ id: "v1", document, createdAt }],
    defaultVersionId: "v1",
    tags: {},
    createdAt,
    updatedAt: createdAt,
  };
}
