import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { createAlias, deleteAlias, listAliases, updateAlias } from "./api/aliases.ts";
import { decryptOperation, encryptOperation, reEncrypt } from "./api/encrypt.ts";
import { generateDataKey, generateDataKeyWithoutPlaintext, generateRandom } from "./api/generate.ts";
import { cancelKeyDeletion, disableKey, enableKey, scheduleKeyDeletion } from "./api/key-state.ts";
import { createKey, describeKey, listKeys, updateKeyDescription } from "./api/keys.ts";
import {
  disableKeyRotation,
  enableKeyRotation,
  getKeyPolicy,
  getKeyRotationStatus,
  listKeyPolicies,
  listResourceTags,
  putKeyPolicy,
  tagResource,
  untagResource,
} from "./api/settings.ts";
import { openKeys } from "./keys.ts";
import model from "./model.gen.json" with { type: "json" };
import { kmsAlias } from "./resources/kms-alias.ts";
import { kmsKey } from "./resources/kms-key.ts";
import { kmsState } from "./state.ts";

/** KMS: symmetric keys and their aliases. */
export function kms(context: ServiceContext): Service {
  const keys = openKeys(kmsState(context.store), context);
  return {
    name: "kms",
    models: [model as unknown as ServiceModel],
    operations: {
      CancelKeyDeletion: cancelKeyDeletion(keys),
      CreateAlias: createAlias(keys),
      CreateKey: createKey(keys),
      Decrypt: decryptOperation(keys),
      DeleteAlias: deleteAlias(keys),
      DescribeKey: describeKey(keys),
      DisableKey: disableKey(keys),
      DisableKeyRotation: disableKeyRotation(keys),
      EnableKey: enableKey(keys),
      EnableKeyRotation: enableKeyRotation(keys),
      Encrypt: encryptOperation(keys),
      GenerateDataKey: generateDataKey(keys),
      GenerateDataKeyWithoutPlaintext: generateDataKeyWithoutPlaintext(keys),
      GenerateRandom: generateRandom(keys),
      GetKeyPolicy: getKeyPolicy(keys),
      GetKeyRotationStatus: getKeyRotationStatus(keys),
      ListAliases: listAliases(keys),
      ListKeyPolicies: listKeyPolicies(keys),
      ListKeys: listKeys(keys),
      ListResourceTags: listResourceTags(keys),
      PutKeyPolicy: putKeyPolicy(keys),
      ReEncrypt: reEncrypt(keys),
      ScheduleKeyDeletion: scheduleKeyDeletion(keys),
      TagResource: tagResource(keys),
      UntagResource: untagResource(keys),
      UpdateAlias: updateAlias(keys),
      UpdateKeyDescription: updateKeyDescription(keys),
    },
    resources: { [kmsAlias.type]: kmsAlias, [kmsKey.type]: kmsKey },
  };
}
