import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { createSecret } from "./api/create-secret.ts";
import { deleteSecret, restoreSecret } from "./api/delete-secret.ts";
import {
  describeSecret,
  getResourcePolicy,
  listSecrets,
  listSecretVersionIds,
} from "./api/describe-secret.ts";
import { getRandomPassword } from "./api/get-random-password.ts";
import { batchGetSecretValue, getSecretValue } from "./api/get-secret-value.ts";
import { putSecretValue, updateSecret, updateSecretVersionStage } from "./api/put-secret-value.ts";
import { tagResource, untagResource } from "./api/tags.ts";
import model from "./model.gen.json" with { type: "json" };
import { secretsManagerSecret } from "./resources/secrets-manager-secret.ts";
import { openSecrets } from "./secrets.ts";
import { secretsState } from "./state.ts";

/** Secrets Manager: secrets with versions and stages. */
export function secretsManager(context: ServiceContext): Service {
  const secrets = openSecrets(secretsState(context.store), context);
  return {
    name: "secrets-manager",
    models: [model as unknown as ServiceModel],
    operations: {
      BatchGetSecretValue: batchGetSecretValue(secrets),
      CreateSecret: createSecret(secrets),
      DeleteSecret: deleteSecret(secrets),
      DescribeSecret: describeSecret(secrets),
      GetRandomPassword: getRandomPassword(secrets),
      GetResourcePolicy: getResourcePolicy(secrets),
      GetSecretValue: getSecretValue(secrets),
      ListSecretVersionIds: listSecretVersionIds(secrets),
      ListSecrets: listSecrets(secrets),
      PutSecretValue: putSecretValue(secrets),
      RestoreSecret: restoreSecret(secrets),
      TagResource: tagResource(secrets),
      UntagResource: untagResource(secrets),
      UpdateSecret: updateSecret(secrets),
      UpdateSecretVersionStage: updateSecretVersionStage(secrets),
    },
    resources: { [secretsManagerSecret.type]: secretsManagerSecret },
  };
}
