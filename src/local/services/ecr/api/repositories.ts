import type {
  CreateRepositoryRequest,
  CreateRepositoryResponse,
  DeleteRepositoryRequest,
  DeleteRepositoryResponse,
  DescribeImagesRequest,
  DescribeImagesResponse,
  DescribeRepositoriesRequest,
  DescribeRepositoriesResponse,
  ListImagesRequest,
  ListImagesResponse,
} from "@aws-sdk/client-ecr";
import type { Operation } from "../../../kernel/service.ts";
import { invalidParameter, noSuchImage, repositoryExists } from "../errors.ts";
import { checkMutability, type Registry } from "../registry.ts";

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export const createRepository = (
  registry: Registry,
): Operation<CreateRepositoryRequest, CreateRepositoryResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:CreateRepository", repositoryName),

  handle(input) {
    const name = input.repositoryName ?? "";
    if (!/^(?=.{2,256}$)[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/.test(name))
      throw invalidParameter(
        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression'",
      );
    if (registry.state.repositories.get(name) !== undefined)
      throw repositoryExists(name, registry.context.accountId);
    const repository = {
      name,
      tagMutability: checkMutability(input.imageTagMutability ?? "MUTABLE"),
      scanOnPush: input.imageScanningConfiguration?.scanOnPush === true,
      encryptionType: input.encryptionConfiguration?.encryptionType ?? "AES256",
      kmsKey: input.encryptionConfiguration?.kmsKey ?? null,
      lifecyclePolicy: null,
      policy: null,
      tags: Object.fromEntries((input.tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
      createdAt: registry.context.clock.now(),
    };
    registry.put(repository);
    return { repository: registry.present(repository) };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export const describeRepositories = (
  registry: Registry,
): Operation<DescribeRepositoriesRequest, DescribeRepositoriesResponse> => ({
  access: ({ repositoryNames }) =>
    (repositoryNames ?? [undefined]).flatMap((name) => registry.access("ecr:DescribeRepositories", name)),

  handle({ repositoryNames, nextToken: after = "", maxResults: size = 100 }) {
    if (repositoryNames !== undefined)
      return { repositories: repositoryNames.map((name) => registry.present(registry.find(name))) };
    const found = registry.state.repositories.list({ after, limit: size + 1 });
    const page = found.slice(0, size);
    return {
      repositories: page.map(({ value }) => registry.present(value)),
      nextToken: found.length > size ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html */
export const deleteRepository = (
  registry: Registry,
): Operation<DeleteRepositoryRequest, DeleteRepositoryResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:DeleteRepository", repositoryName),

  handle({ repositoryName }) {
    const repository = registry.find(repositoryName);
    registry.state.repositories.delete(repository.name);
    return { repository: registry.present(repository) };
  },
});

/** There are never any images: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export const describeImages = (
  registry: Registry,
): Operation<DescribeImagesRequest, DescribeImagesResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:DescribeImages", repositoryName),

  handle({ repositoryName, imageIds }) {
    const { name } = registry.find(repositoryName);
    if (imageIds?.length) throw noSuchImage(name, registry.context.accountId);
    return { imageDetails: [] };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html */
export const listImages = (registry: Registry): Operation<ListImagesRequest, ListImagesResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:ListImages", repositoryName),

  handle({ repositoryName }) {
    registry.find(repositoryName);
    return { imageIds: [] };
  },
});
