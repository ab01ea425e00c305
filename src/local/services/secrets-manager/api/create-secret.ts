import type { CreateSecretRequest, CreateSecretResponse } from "@aws-sdk/client-secrets-manager";
import { own } from "../../../kernel/own.ts";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidParameter, nameScheduledForDeletion, secretExists } from "../errors.ts";
import { readValue, type Secrets, versionAt, withVersion } from "../secrets.ts";
import type { Secret } from "../state.ts";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export const createSecret = (secrets: Secrets): Operation<CreateSecretRequest, CreateSecretResponse> => ({
  access: ({ Name }) => secrets.access("secretsmanager:CreateSecret", Name),

  handle(input) {
    const { Name: name = "", SecretString, SecretBinary } = input;
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name))
      throw invalidParameter(
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
      );
    if (input.AddReplicaRegions?.length) throw notSupportedHere("replicas of secrets");
    const { state, context } = secrets;
    const token = input.ClientRequestToken ?? context.ids.uuid();
    const value = readValue(SecretString, SecretBinary);
    const existing = alive(secrets, name);
    if (existing?.deletedAt) throw nameScheduledForDeletion();
    if (existing !== undefined) {
      const same = own(existing.versions, token);
      if (same === undefined || same.text !== value.text || same.binary !== value.binary)
        throw secretExists(name);
      return { ARN: existing.arn, Name: name, VersionId: token };
    }
    const now = context.clock.now();
    const empty: Secret = {
      name,
      arn: secrets.newArn(name),
      description: input.Description ?? null,
      kmsKeyId: input.KmsKeyId ?? null,
      type: input.Type ?? null,
      tags: Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
      versions: {},
      createdAt: now,
      changedAt: now,
      accessedAt: null,
      deletedAt: null,
      goneAt: null,
    };
    const hasValue = value.text !== null || value.binary !== null;
    const secret = hasValue ? withVersion(empty, token, value, ["AWSCURRENT"], now) : empty;
    state.secrets.put(name, secret);
    return { ARN: secret.arn, Name: name, VersionId: versionAt(secret, "AWSCURRENT")?.[0] };
  },
});

function alive(secrets: Secrets, name: string): Secret | undefined {
  try {
    return secrets.find(name);
  } catch {
    return undefined;
  }
}
