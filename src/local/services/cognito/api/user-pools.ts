import type {
  AddCustomAttributesRequest,
  CreateUserPoolRequest,
  CreateUserPoolResponse,
  DeleteUserPoolRequest,
  DescribeUserPoolRequest,
  DescribeUserPoolResponse,
  GetUserPoolMfaConfigRequest,
  GetUserPoolMfaConfigResponse,
  ListUserPoolsRequest,
  ListUserPoolsResponse,
  SetUserPoolMfaConfigRequest,
  UpdateUserPoolRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import { finish } from "../../../kernel/finish.ts";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findPool } from "../pools/find.ts";
import { pageOf } from "../pools/page.ts";
import { presentPool } from "../pools/present.ts";
import { newSchema, withCustom } from "../pools/schema.ts";
import { readSettings } from "../pools/settings.ts";
import type { UserPool } from "../state.ts";
import { newPoolKey } from "../tokens/pool-key.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
export const createUserPool = (engine: Engine): Operation<CreateUserPoolRequest, CreateUserPoolResponse> => ({
  access: () => [{ action: "cognito-idp:CreateUserPool", resource: "*" }],

  async handle(input, call) {
    const { state, context } = engine;
    const settings = readSettings(input);
    const schema = newSchema(input.Schema);
    const now = context.clock.now();
    const pool: UserPool = {
      id: `${context.region}_${randomId(context.ids.bytes(32))}`,
      name: input.PoolName ?? "",
      settings,
      schema,
      tags: input.UserPoolTags ?? {},
      mfa: {},
      key: await newPoolKey(context.ids),
      pepper: context.ids.hex(64),
      createdAt: now,
      modifiedAt: now,
    };
    return finish(call, () => {
      state.pools.put(pool.id, pool);
      return { UserPool: presentPool(pool, engine) };
    });
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = (
  engine: Engine,
): Operation<DescribeUserPoolRequest, DescribeUserPoolResponse> => ({
  access: onPool(engine, "DescribeUserPool"),
  handle: (input) => ({ UserPool: presentPool(findPool(engine, input.UserPoolId), engine) }),
});

/**
 * What a request leaves out goes back to its default.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
export const updateUserPool = (engine: Engine): Operation<UpdateUserPoolRequest> => ({
  access: onPool(engine, "UpdateUserPool"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const { UserPoolId: _id, UserPoolTags: _tags, PoolName: _name, ...given } = input;
    const { AliasAttributes, UsernameAttributes, UsernameConfiguration } = pool.settings;
    engine.state.pools.put(pool.id, {
      ...pool,
      name: input.PoolName ?? pool.name,
      settings: readSettings({
        ...given,
        ...(AliasAttributes && { AliasAttributes }),
        ...(UsernameAttributes && { UsernameAttributes }),
        ...(UsernameConfiguration && { UsernameConfiguration }),
      }),
      tags: input.UserPoolTags ?? pool.tags,
      modifiedAt: engine.context.clock.now(),
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html */
export const deleteUserPool = (engine: Engine): Operation<DeleteUserPoolRequest> => ({
  access: onPool(engine, "DeleteUserPool"),
  handle(input) {
    const { state, context } = engine;
    const pool = findPool(engine, input.UserPoolId);
    if (pool.settings.DeletionProtection === "ACTIVE")
      throw invalidParameter(
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      );
    context.store.transaction(() => {
      for (const { key, value } of state.clients.list()) {
        if (value.poolId === pool.id) state.clients.delete(key);
      }
      for (const collection of [state.groups, state.users, state.aliases, state.grants, state.messages]) {
        for (const { key } of collection.list({ prefix: `${pool.id}/` })) collection.delete(key);
      }
      state.pools.delete(pool.id);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const listUserPools = (engine: Engine): Operation<ListUserPoolsRequest, ListUserPoolsResponse> => ({
  access: () => [{ action: "cognito-idp:ListUserPools", resource: "*" }],
  handle(input) {
    const { items, next } = pageOf(engine.state.pools.list(), input.NextToken, input.MaxResults ?? 60);
    return {
      UserPools: items.map((pool) => ({
        Id: pool.id,
        Name: pool.name,
        LambdaConfig: pool.settings.LambdaConfig ?? {},
        CreationDate: new Date(pool.createdAt),
        LastModifiedDate: new Date(pool.modifiedAt),
      })),
      NextToken: next,
    };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AddCustomAttributes.html */
export const addCustomAttributes = (engine: Engine): Operation<AddCustomAttributesRequest> => ({
  access: onPool(engine, "AddCustomAttributes"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    engine.state.pools.put(pool.id, {
      ...pool,
      schema: withCustom(pool.schema, input.CustomAttributes ?? []),
      modifiedAt: engine.context.clock.now(),
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html */
export const setUserPoolMfaConfig = (
  engine: Engine,
): Operation<SetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse> => ({
  access: onPool(engine, "SetUserPoolMfaConfig"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    if (input.WebAuthnConfiguration !== undefined) throw notSupportedHere("passkeys");
    const changed: UserPool = {
      ...pool,
      settings: {
        ...pool.settings,
        ...(input.MfaConfiguration !== undefined && { MfaConfiguration: input.MfaConfiguration }),
        ...(input.SmsMfaConfiguration?.SmsConfiguration !== undefined && {
          SmsConfiguration: input.SmsMfaConfiguration.SmsConfiguration,
        }),
      },
      mfa: {
        ...(input.SoftwareTokenMfaConfiguration && {
          SoftwareTokenMfaConfiguration: input.SoftwareTokenMfaConfiguration,
        }),
        ...(input.EmailMfaConfiguration && { EmailMfaConfiguration: input.EmailMfaConfiguration }),
        ...(input.SmsMfaConfiguration && { SmsMfaConfiguration: input.SmsMfaConfiguration }),
      },
      modifiedAt: engine.context.clock.now(),
    };
    engine.state.pools.put(pool.id, changed);
    return presentMfaConfig(changed);
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const getUserPoolMfaConfig = (
  engine: Engine,
): Operation<GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse> => ({
  access: onPool(engine, "GetUserPoolMfaConfig"),
  handle: (input) => presentMfaConfig(findPool(engine, input.UserPoolId)),
});

function presentMfaConfig({ mfa, settings }: UserPool): GetUserPoolMfaConfigResponse {
  return { ...mfa, MfaConfiguration: settings.MfaConfiguration ?? "OFF" };
}

/** Nine letters and digits. */
function randomId(bytes: Buffer): string {
  return bytes
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, 9);
}
