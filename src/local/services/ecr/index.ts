import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import {
  deleteLifecyclePolicy,
  deleteRepositoryPolicy,
  getLifecyclePolicy,
  getRepositoryPolicy,
  putLifecyclePolicy,
  setRepositoryPolicy,
} from "./api/policies.ts";
import {
  createRepository,
  deleteRepository,
  describeImages,
  describeRepositories,
  listImages,
} from "./api/repositories.ts";
import {
  listTagsForResource,
  putImageScanningConfiguration,
  putImageTagMutability,
  tagResource,
  untagResource,
} from "./api/settings.ts";
import model from "./model.gen.json" with { type: "json" };
import { openRegistry } from "./registry.ts";
import { ecrRepository } from "./resources/ecr-repository.ts";
import { ecrState } from "./state.ts";

/** ECR: repositories and their settings; there are no images. */
export function ecr(context: ServiceContext): Service {
  const registry = openRegistry(ecrState(context.store), context);
  return {
    name: "ecr",
    models: [model as unknown as ServiceModel],
    operations: {
      CreateRepository: createRepository(registry),
      DeleteLifecyclePolicy: deleteLifecyclePolicy(registry),
      DeleteRepository: deleteRepository(registry),
      DeleteRepositoryPolicy: deleteRepositoryPolicy(registry),
      DescribeImages: describeImages(registry),
      DescribeRepositories: describeRepositories(registry),
      GetLifecyclePolicy: getLifecyclePolicy(registry),
      GetRepositoryPolicy: getRepositoryPolicy(registry),
      ListImages: listImages(registry),
      ListTagsForResource: listTagsForResource(registry),
      PutImageScanningConfiguration: putImageScanningConfiguration(registry),
      PutImageTagMutability: putImageTagMutability(registry),
      PutLifecyclePolicy: putLifecyclePolicy(registry),
      SetRepositoryPolicy: setRepositoryPolicy(registry),
      TagResource: tagResource(registry),
      UntagResource: untagResource(registry),
    },
    resources: { [ecrRepository.type]: ecrRepository },
  };
}
