import type {
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyVersionRequest,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { deleteConflict, limitExceeded, versionNotFound } from "../errors.ts";
import { page } from "../page.ts";
import { checkDocument, findPolicy, policyAccess } from "../policies.ts";
import { encodeDocument } from "../present.ts";
import type { IamState, ManagedPolicy, PolicyVersion } from "../state.ts";
import { awsManaged } from "./get-policy.ts";

const mostVersions = 5;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const createPolicyVersion = (
  state: IamState,
  context: ServiceContext,
): Operation<CreatePolicyVersionRequest, CreatePolicyVersionResponse> => ({
  access: (input) => policyAccess("CreatePolicyVersion", input.PolicyArn),

  handle(input) {
    const policy = findPolicy(state, input.PolicyArn);
    const document = input.PolicyDocument ?? "";
    checkDocument(document);
    if (policy.versions.length >= mostVersions) {
      throw limitExceeded(
        `A managed policy can have up to ${mostVersions} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const last = Number((policy.versions.at(-1) as PolicyVersion).id.slice(1));
    const version = { id: `v${last + 1}`, document, createdAt: context.clock.now() };
    const updated = {
      ...policy,
      versions: [...policy.versions, version],
      defaultVersionId: input.SetAsDefault === true ? version.id : policy.defaultVersionId,
      updatedAt: version.createdAt,
    };
    state.policies.put(policy.arn, updated);
    return { PolicyVersion: { ...present(version, updated), Document: undefined } };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = (state: IamState): Operation<DeletePolicyVersionRequest> => ({
  access: (input) => policyAccess("DeletePolicyVersion", input.PolicyArn),

  handle(input) {
    const policy = findPolicy(state, input.PolicyArn);
    const { id } = findVersion(policy, input.VersionId);
    if (id === policy.defaultVersionId)
      throw deleteConflict("Cannot delete the default version of a policy.");
    state.policies.put(policy.arn, {
      ...policy,
      versions: policy.versions.filter((version) => version.id !== id),
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = (
  state: IamState,
): Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> => ({
  access: (input) => policyAccess("GetPolicyVersion", input.PolicyArn),

  handle(input) {
    const policy = awsManaged(input.PolicyArn ?? "") ?? findPolicy(state, input.PolicyArn);
    return { PolicyVersion: present(findVersion(policy, input.VersionId), policy) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
export const listPolicyVersions = (
  state: IamState,
): Operation<ListPolicyVersionsRequest, ListPolicyVersionsResponse> => ({
  access: (input) => policyAccess("ListPolicyVersions", input.PolicyArn),

  handle(input) {
    const policy = awsManaged(input.PolicyArn ?? "") ?? findPolicy(state, input.PolicyArn);
    const { items, more } = page(policy.versions.toReversed(), input, (version) => version.id);
    return {
      Versions: items.map((version) => ({ ...present(version, policy), Document: undefined })),
      ...more,
    };
  },
});

function findVersion(policy: ManagedPolicy, id: string | undefined): PolicyVersion {
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (version === undefined) throw versionNotFound(policy.arn, id ?? "");
  return version;
}

function present(version: PolicyVersion, policy: ManagedPolicy) {
  return {
    Document: encodeDocument(version.document),
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: new Date(version.createdAt),
  };
}
