import type {
  DeleteLifecyclePolicyRequest,
  DeleteLifecyclePolicyResponse,
  DeleteRepositoryPolicyRequest,
  DeleteRepositoryPolicyResponse,
  GetLifecyclePolicyRequest,
  GetLifecyclePolicyResponse,
  GetRepositoryPolicyRequest,
  GetRepositoryPolicyResponse,
  PutLifecyclePolicyRequest,
  PutLifecyclePolicyResponse,
  SetRepositoryPolicyRequest,
  SetRepositoryPolicyResponse,
} from "@aws-sdk/client-ecr";
import type { Operation } from "../../../kernel/service.ts";
import { noLifecyclePolicy, noRepositoryPolicy } from "../errors.ts";
import { checkJson, type Registry } from "../registry.ts";
import type { Repository } from "../state.ts";

const of = ({ context }: Registry, { name }: Repository) => ({
  registryId: context.accountId,
  repositoryName: name,
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html */
export const putLifecyclePolicy = (
  registry: Registry,
): Operation<PutLifecyclePolicyRequest, PutLifecyclePolicyResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:PutLifecyclePolicy", repositoryName),

  handle({ repositoryName, lifecyclePolicyText = "" }) {
    const repository = registry.find(repositoryName);
    const lifecyclePolicy = checkJson(lifecyclePolicyText, "LifecyclePolicyText");
    registry.put({ ...repository, lifecyclePolicy });
    return { ...of(registry, repository), lifecyclePolicyText };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicy.html */
export const getLifecyclePolicy = (
  registry: Registry,
): Operation<GetLifecyclePolicyRequest, GetLifecyclePolicyResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:GetLifecyclePolicy", repositoryName),
  handle({ repositoryName }) {
    const repository = registry.find(repositoryName);
    return { ...of(registry, repository), lifecyclePolicyText: lifecycleOf(registry, repository) };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteLifecyclePolicy.html */
export const deleteLifecyclePolicy = (
  registry: Registry,
): Operation<DeleteLifecyclePolicyRequest, DeleteLifecyclePolicyResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:DeleteLifecyclePolicy", repositoryName),
  handle({ repositoryName }) {
    const repository = registry.find(repositoryName);
    const lifecyclePolicyText = lifecycleOf(registry, repository);
    registry.put({ ...repository, lifecyclePolicy: null });
    return { ...of(registry, repository), lifecyclePolicyText };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html */
export const setRepositoryPolicy = (
  registry: Registry,
): Operation<SetRepositoryPolicyRequest, SetRepositoryPolicyResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:SetRepositoryPolicy", repositoryName),

  handle({ repositoryName, policyText = "" }) {
    const repository = registry.find(repositoryName);
    registry.put({ ...repository, policy: checkJson(policyText, "PolicyText") });
    return { ...of(registry, repository), policyText };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html */
export const getRepositoryPolicy = (
  registry: Registry,
): Operation<GetRepositoryPolicyRequest, GetRepositoryPolicyResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:GetRepositoryPolicy", repositoryName),
  handle({ repositoryName }) {
    const repository = registry.find(repositoryName);
    return { ...of(registry, repository), policyText: policyOf(registry, repository) };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryPolicy.html */
export const deleteRepositoryPolicy = (
  registry: Registry,
): Operation<DeleteRepositoryPolicyRequest, DeleteRepositoryPolicyResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:DeleteRepositoryPolicy", repositoryName),
  handle({ repositoryName }) {
    const repository = registry.find(repositoryName);
    const policyText = policyOf(registry, repository);
    registry.put({ ...repository, policy: null });
    return { ...of(registry, repository), policyText };
  },
});

function lifecycleOf({ context }: Registry, { name, lifecyclePolicy }: Repository): string {
  if (lifecyclePolicy === null) throw noLifecyclePolicy(name, context.accountId);
  return lifecyclePolicy;
}

function policyOf({ context }: Registry, { name, policy }: Repository): string {
  if (policy === null) throw noRepositoryPolicy(name, context.accountId);
  return policy;
}
