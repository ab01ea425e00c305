import type {
  CreateAliasRequest,
  DeleteAliasRequest,
  ListAliasesRequest,
  ListAliasesResponse,
  UpdateAliasRequest,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../../kernel/service.ts";
import { aliasExists, invalidAlias, noSuchAlias } from "../errors.ts";
import type { Keys } from "../keys.ts";

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const createAlias = (keys: Keys): Operation<CreateAliasRequest> => ({
  access: ({ AliasName = "", TargetKeyId }, { caller }) => [
    { action: "kms:CreateAlias", resource: keys.aliasArn(AliasName) },
    ...keys.access("kms:CreateAlias", TargetKeyId, caller),
  ],

  handle({ AliasName: name = "", TargetKeyId }) {
    if (!/^alias\/[a-zA-Z0-9/_-]{1,250}$/.test(name))
      throw invalidAlias(
        'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
      );
    if (name.startsWith("alias/aws/")) throw invalidAlias("alias/aws/ is reserved for AWS's own keys.");
    if (keys.state.aliases.get(name) !== undefined) throw aliasExists(keys.aliasArn(name));
    const now = keys.context.clock.now();
    const keyId = keys.find(TargetKeyId).id;
    keys.state.aliases.put(name, { name, keyId, createdAt: now, changedAt: now });
    return {};
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html */
export const updateAlias = (keys: Keys): Operation<UpdateAliasRequest> => ({
  access: ({ AliasName = "", TargetKeyId }, { caller }) => [
    { action: "kms:UpdateAlias", resource: keys.aliasArn(AliasName) },
    ...keys.access("kms:UpdateAlias", TargetKeyId, caller),
  ],

  handle({ AliasName: name = "", TargetKeyId }) {
    const alias = keys.state.aliases.get(name);
    if (alias === undefined) throw noSuchAlias(keys.aliasArn(name));
    const changedAt = keys.context.clock.now();
    keys.state.aliases.put(name, { ...alias, keyId: keys.find(TargetKeyId).id, changedAt });
    return {};
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html */
export const deleteAlias = (keys: Keys): Operation<DeleteAliasRequest> => ({
  access: ({ AliasName = "" }) => [{ action: "kms:DeleteAlias", resource: keys.aliasArn(AliasName) }],

  handle({ AliasName: name = "" }) {
    if (!keys.state.aliases.delete(name)) throw noSuchAlias(keys.aliasArn(name));
    return {};
  },
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
export const listAliases = (keys: Keys): Operation<ListAliasesRequest, ListAliasesResponse> => ({
  access: () => [{ action: "kms:ListAliases", resource: "*" }],

  handle({ KeyId, Marker: after = "", Limit: size = 50 }) {
    const of = KeyId === undefined ? null : keys.find(KeyId).id;
    const found = keys.state.aliases.list({ after }).filter(({ value }) => of === null || value.keyId === of);
    const page = found.slice(0, size);
    return {
      Aliases: page.map(({ value }) => ({
        AliasName: value.name,
        AliasArn: keys.aliasArn(value.name),
        TargetKeyId: value.keyId,
        CreationDate: new Date(value.createdAt),
        LastUpdatedDate: new Date(value.changedAt),
      })),
      Truncated: found.length > size,
      NextMarker: found.length > size ? page.at(-1)?.key : undefined,
    };
  },
});
