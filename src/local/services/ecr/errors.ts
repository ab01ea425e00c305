import { WireError } from "../../kernel/wire-error.ts";

export const noSuchRepository = (name: string, accountId: string) =>
  new WireError(
    "RepositoryNotFoundException",
    `The repository with name '${name}' does not exist in the registry with id '${accountId}'`,
  );

export const repositoryExists = (name: string, accountId: string) =>
  new WireError(
    "RepositoryAlreadyExistsException",
    `The repository with name '${name}' already exists in the registry with id '${accountId}'`,
  );

export const noLifecyclePolicy = (name: string, accountId: string) =>
  new WireError(
    "LifecyclePolicyNotFoundException",
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${accountId}'`,
  );

export const noRepositoryPolicy = (name: string, accountId: string) =>
  new WireError(
    "RepositoryPolicyNotFoundException",
    `Repository policy does not exist for the repository with name '${name}' in the registry with id '${accountId}'`,
  );

export const noSuchImage = (name: string, accountId: string) =>
  new WireError(
    "ImageNotFoundException",
    `The image requested does not exist within the repository with name '${name}' in the registry with id '${accountId}'`,
  );

export const invalidParameter = (message: string) => new WireError("InvalidParameterException", message);
