import type {
  CreateUserPoolClientRequest,
  CreateUserPoolClientResponse,
  DeleteUserPoolClientRequest,
  DescribeUserPoolClientRequest,
  ListUserPoolClientsRequest,
  ListUserPoolClientsResponse,
  UpdateUserPoolClientRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { readClientSettings } from "../pools/client-settings.ts";
import { findClient, findPool } from "../pools/find.ts";
import { pageOf } from "../pools/page.ts";
import { presentClient } from "../pools/present.ts";
import type { AppClient } from "../state.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const createUserPoolClient = (
  engine: Engine,
): Operation<CreateUserPoolClientRequest, CreateUserPoolClientResponse> => ({
  access: onPool(engine, "CreateUserPoolClient"),
  handle(input) {
    const { context, state } = engine;
    const pool = findPool(engine, input.UserPoolId);
    const now = context.clock.now();
    const client: AppClient = {
      id: context.ids.lower(26),
      poolId: pool.id,
      name: input.ClientName ?? "",
      secret: input.GenerateSecret === true ? context.ids.lower(52) : null,
      settings: readClientSettings(input, pool),
      createdAt: now,
      modifiedAt: now,
    };
    state.clients.put(client.id, client);
    return { UserPoolClient: presentClient(client) };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = (
  engine: Engine,
): Operation<DescribeUserPoolClientRequest, CreateUserPoolClientResponse> => ({
  access: onPool(engine, "DescribeUserPoolClient"),
  handle(input) {
    findPool(engine, input.UserPoolId);
    return { UserPoolClient: presentClient(findClient(engine, input.ClientId, input.UserPoolId)) };
  },
});

/**
 * What a request leaves out goes back to its default.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
 */
export const updateUserPoolClient = (
  engine: Engine,
): Operation<UpdateUserPoolClientRequest, CreateUserPoolClientResponse> => ({
  access: onPool(engine, "UpdateUserPoolClient"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const client = findClient(engine, input.ClientId, pool.id);
    const changed: AppClient = {
      ...client,
      name: input.ClientName ?? client.name,
      settings: readClientSettings(input, pool),
      modifiedAt: engine.context.clock.now(),
    };
    engine.state.clients.put(client.id, changed);
    return { UserPoolClient: presentClient(changed) };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html */
export const deleteUserPoolClient = (engine: Engine): Operation<DeleteUserPoolClientRequest> => ({
  access: onPool(engine, "DeleteUserPoolClient"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    engine.state.clients.delete(findClient(engine, input.ClientId, pool.id).id);
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const listUserPoolClients = (
  engine: Engine,
): Operation<ListUserPoolClientsRequest, ListUserPoolClientsResponse> => ({
  access: onPool(engine, "ListUserPoolClients"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const clients = engine.state.clients.list().filter(({ value }) => value.poolId === pool.id);
    const { items, next } = pageOf(clients, input.NextToken, input.MaxResults ?? 60);
    return {
      UserPoolClients: items.map(({ id, name }) => ({ ClientId: id, ClientName: name, UserPoolId: pool.id })),
      NextToken: next,
    };
  },
});
