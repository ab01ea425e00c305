import type {
  DeleteSecretRequest,
  DeleteSecretResponse,
  RestoreSecretRequest,
  RestoreSecretResponse,
} from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";
import type { Secrets } from "../secrets.ts";

const day = 24 * 60 * 60 * 1000;
const defaultWindow = 30;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
export const deleteSecret = (secrets: Secrets): Operation<DeleteSecretRequest, DeleteSecretResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:DeleteSecret", SecretId),

  handle({ SecretId, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force }) {
    const now = secrets.context.clock.now();
    if (days !== undefined && force === true)
      throw invalidParameter(
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
      );
    if (days !== undefined && !(days >= 7 && days <= 30))
      throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    try {
      const secret = secrets.find(SecretId);
      const goneAt = force === true ? now : now + (days ?? defaultWindow) * day;
      if (force === true) secrets.state.secrets.delete(secret.name);
      else secrets.state.secrets.put(secret.name, { ...secret, deletedAt: now, goneAt });
      return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(goneAt) };
    } catch (error) {
      // Forced, deleting what is not there is no error.
      if (!(error instanceof WireError) || force !== true) throw error;
      return { Name: SecretId, DeletionDate: new Date(now) };
    }
  },
});

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RestoreSecret.html */
export const restoreSecret = (secrets: Secrets): Operation<RestoreSecretRequest, RestoreSecretResponse> => ({
  access: ({ SecretId }) => secrets.access("secretsmanager:RestoreSecret", SecretId),

  handle({ SecretId }) {
    const secret = secrets.find(SecretId);
    secrets.state.secrets.put(secret.name, { ...secret, deletedAt: null, goneAt: null });
    return { ARN: secret.arn, Name: secret.name };
  },
});
