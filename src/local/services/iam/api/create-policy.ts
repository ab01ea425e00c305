import type { CreatePolicyRequest, CreatePolicyResponse, DeletePolicyRequest } from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { alreadyExists, deleteConflict } from "../errors.ts";
import { checkDocument, findPolicy, policyAccess } from "../policies.ts";
import { presentPolicy, readTags } from "../present.ts";
import { checkName, checkPath } from "../roles.ts";
import type { IamState, ManagedPolicy } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<CreatePolicyRequest, CreatePolicyResponse> => ({
  access: (input) => policyAccess("CreatePolicy", arnOf(input, context)),

  handle(input) {
    const name = input.PolicyName ?? "";
    const path = input.Path ?? "/";
    checkName("policyName", name, 128);
    checkPath(path);
    checkDocument(input.PolicyDocument ?? "");
    const arn = arnOf(input, context);
    if (state.policies.get(arn) !== undefined)
      throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
    const now = context.clock.now();
    const policy: ManagedPolicy = {
      name,
      id: `ANPA${context.ids.upper(17)}`,
      arn,
      path,
      description: input.Description ?? null,
      versions: [{ id: "v1", document: input.PolicyDocument ?? "", createdAt: now }],
      defaultVersionId: "v1",
      tags: readTags(input.Tags),
      createdAt: now,
      updatedAt: now,
    };
    state.policies.put(arn, policy);
    return { Policy: presentPolicy(policy, state) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = (state: IamState): Operation<DeletePolicyRequest> => ({
  access: (input) => policyAccess("DeletePolicy", input.PolicyArn),

  handle(input) {
    const policy = findPolicy(state, input.PolicyArn);
    const { AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 } = presentPolicy(policy, state);
    if (AttachmentCount + PermissionsBoundaryUsageCount > 0)
      throw deleteConflict("Cannot delete a policy attached to entities.");
    if (policy.versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    state.policies.delete(policy.arn);
    return {};
  },
});

function arnOf(input: CreatePolicyRequest, context: ServiceContext): string {
  return `arn:aws:iam::${context.accountId}:policy${input.Path ?? "/"}${input.PolicyName ?? ""}`;
}
