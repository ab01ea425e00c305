import type { Repository as Presented } from "@aws-sdk/client-ecr";
import type { Access, ServiceContext } from "../../kernel/service.ts";
import { invalidParameter, noSuchRepository } from "./errors.ts";
import type { EcrState, Repository } from "./state.ts";

/** What every operation needs. */
export interface Registry {
  readonly state: EcrState;
  readonly context: ServiceContext;
  arn(name: string): string;
  /** @throws WireError RepositoryNotFoundException */
  find(name: string | undefined): Repository;
  put(repository: Repository): void;
  present(repository: Repository): Presented;
  access(action: string, name: string | undefined): Access[];
}

export function openRegistry(state: EcrState, context: ServiceContext): Registry {
  const { accountId, region } = context;
  const arn = (name: string) => `arn:aws:ecr:${region}:${accountId}:repository/${name}`;
  return {
    state,
    context,
    arn,
    find(name = "") {
      const found = state.repositories.get(name);
      if (found === undefined) throw noSuchRepository(name, accountId);
      return found;
    },
    put: (repository) => state.repositories.put(repository.name, repository),
    present: (repository) => ({
      repositoryArn: arn(repository.name),
      registryId: accountId,
      repositoryName: repository.name,
      repositoryUri: `${accountId}.dkr.ecr.${region}.amazonaws.com/${repository.name}`,
      createdAt: new Date(repository.createdAt),
      imageTagMutability: repository.tagMutability as NonNullable<Presented["imageTagMutability"]>,
      imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
      encryptionConfiguration: {
        encryptionType: repository.encryptionType as "AES256" | "KMS",
        ...(repository.kmsKey !== null && { kmsKey: repository.kmsKey }),
      },
    }),
    access(action, name) {
      const resourcePolicy = state.repositories.get(name ?? "")?.policy ?? null;
      return [{ action, resource: arn(name ?? "*"), resourcePolicy }];
    },
  };
}

/** @throws WireError InvalidParameterException */
export function checkMutability(value: string): string {
  if (!["MUTABLE", "IMMUTABLE", "MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION"].includes(value))
    throw invalidParameter(`Invalid parameter at 'imageTagMutability': ${value}`);
  return value;
}

/** @throws WireError InvalidParameterException */
export function checkJson(text: string, name: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw invalidParameter(`Invalid parameter at '${name}' failed to satisfy constraint: 'Invalid JSON'`);
  }
}
