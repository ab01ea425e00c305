import type {
  CancelKeyDeletionRequest,
  CancelKeyDeletionResponse,
  DisableKeyRequest,
  EnableKeyRequest,
  ScheduleKeyDeletionRequest,
  ScheduleKeyDeletionResponse,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../../kernel/service.ts";
import { invalidState, pendingDeletion, validation } from "../errors.ts";
import type { Keys } from "../keys.ts";

const day = 24 * 60 * 60 * 1000;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html */
export const enableKey = (keys: Keys): Operation<EnableKeyRequest> =>
  switched(keys, "kms:EnableKey", "Enabled");

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html */
export const disableKey = (keys: Keys): Operation<DisableKeyRequest> =>
  switched(keys, "kms:DisableKey", "Disabled");

function switched(keys: Keys, action: string, state: "Enabled" | "Disabled"): Operation<EnableKeyRequest> {
  return {
    access: ({ KeyId }, { caller }) => keys.access(action, KeyId, caller),
    handle({ KeyId }) {
      const key = keys.find(KeyId);
      if (key.state === "PendingDeletion") throw pendingDeletion(keys.keyArn(key.id));
      keys.state.keys.put(key.id, { ...key, state });
      return {};
    },
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const scheduleKeyDeletion = (
  keys: Keys,
): Operation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:ScheduleKeyDeletion", KeyId, caller),

  handle({ KeyId, PendingWindowInDays: days = 30 }) {
    const key = keys.find(KeyId);
    if (!(days >= 7 && days <= 30)) throw validation("The waiting period must be between 7 and 30 days.");
    if (key.manager === "AWS") throw invalidState(`${keys.keyArn(key.id)} is managed by AWS.`);
    if (key.state === "PendingDeletion") throw pendingDeletion(keys.keyArn(key.id));
    const goneAt = keys.context.clock.now() + days * day;
    keys.state.keys.put(key.id, { ...key, state: "PendingDeletion", goneAt });
    return {
      KeyId: keys.keyArn(key.id),
      DeletionDate: new Date(goneAt),
      KeyState: "PendingDeletion",
      PendingWindowInDays: days,
    };
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html */
export const cancelKeyDeletion = (
  keys: Keys,
): Operation<CancelKeyDeletionRequest, CancelKeyDeletionResponse> => ({
  access: ({ KeyId }, { caller }) => keys.access("kms:CancelKeyDeletion", KeyId, caller),

  handle({ KeyId }) {
    const key = keys.find(KeyId);
    if (key.state !== "PendingDeletion")
      throw invalidState(`${keys.keyArn(key.id)} is not pending deletion.`);
    keys.state.keys.put(key.id, { ...key, state: "Disabled", goneAt: null });
    return { KeyId: keys.keyArn(key.id) };
  },
});
