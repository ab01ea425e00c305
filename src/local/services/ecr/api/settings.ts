import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  PutImageScanningConfigurationRequest,
  PutImageScanningConfigurationResponse,
  PutImageTagMutabilityRequest,
  PutImageTagMutabilityResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-ecr";
import type { Operation } from "../../../kernel/service.ts";
import { checkMutability, type Registry } from "../registry.ts";

const nameIn = (arn = "") => arn.split(":repository/")[1] ?? "";

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageScanningConfiguration.html */
export const putImageScanningConfiguration = (
  registry: Registry,
): Operation<PutImageScanningConfigurationRequest, PutImageScanningConfigurationResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:PutImageScanningConfiguration", repositoryName),

  handle({ repositoryName, imageScanningConfiguration }) {
    const repository = registry.find(repositoryName);
    const scanOnPush = imageScanningConfiguration?.scanOnPush === true;
    registry.put({ ...repository, scanOnPush });
    return {
      registryId: registry.context.accountId,
      repositoryName,
      imageScanningConfiguration: { scanOnPush },
    };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html */
export const putImageTagMutability = (
  registry: Registry,
): Operation<PutImageTagMutabilityRequest, PutImageTagMutabilityResponse> => ({
  access: ({ repositoryName }) => registry.access("ecr:PutImageTagMutability", repositoryName),

  handle({ repositoryName, imageTagMutability }) {
    const repository = registry.find(repositoryName);
    registry.put({ ...repository, tagMutability: checkMutability(imageTagMutability ?? "") });
    return { registryId: registry.context.accountId, repositoryName, imageTagMutability };
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html */
export const tagResource = (registry: Registry): Operation<TagResourceRequest> => ({
  access: ({ resourceArn }) => registry.access("ecr:TagResource", nameIn(resourceArn)),

  handle({ resourceArn, tags = [] }) {
    const repository = registry.find(nameIn(resourceArn));
    const added = Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    registry.put({ ...repository, tags: { ...repository.tags, ...added } });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html */
export const untagResource = (registry: Registry): Operation<UntagResourceRequest> => ({
  access: ({ resourceArn }) => registry.access("ecr:UntagResource", nameIn(resourceArn)),

  handle({ resourceArn, tagKeys = [] }) {
    const repository = registry.find(nameIn(resourceArn));
    const kept = Object.entries(repository.tags).filter(([key]) => !tagKeys.includes(key));
    registry.put({ ...repository, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  registry: Registry,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: ({ resourceArn }) => registry.access("ecr:ListTagsForResource", nameIn(resourceArn)),
  handle: ({ resourceArn }) => ({
    tags: Object.entries(registry.find(nameIn(resourceArn)).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});
