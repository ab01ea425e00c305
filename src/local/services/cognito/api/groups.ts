import type {
  AdminListGroupsForUserRequest,
  AdminListGroupsForUserResponse,
  CreateGroupRequest,
  CreateGroupResponse,
  DeleteGroupRequest,
  GetGroupRequest,
  GroupType,
  ListGroupsRequest,
  ListGroupsResponse,
  ListUsersInGroupRequest,
  ListUsersInGroupResponse,
  UpdateGroupRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { groupNotFound } from "../errors.ts";
import { findPool } from "../pools/find.ts";
import { pageOf } from "../pools/page.ts";
import type { Group } from "../state.ts";
import { findUser } from "../users/directory.ts";
import { presentUser } from "../users/present.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const createGroup = (engine: Engine): Operation<CreateGroupRequest, CreateGroupResponse> => ({
  access: onPool(engine, "CreateGroup"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const name = input.GroupName ?? "";
    if (engine.state.groups.get(`${pool.id}/${name}`) !== undefined)
      throw new WireError("GroupExistsException", "A group with the name already exists.");
    const now = engine.context.clock.now();
    const group: Group = {
      poolId: pool.id,
      name,
      description: input.Description ?? null,
      roleArn: input.RoleArn ?? null,
      precedence: input.Precedence ?? null,
      createdAt: now,
      modifiedAt: now,
    };
    engine.state.groups.put(`${pool.id}/${name}`, group);
    return { Group: present(group) };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const getGroup = (engine: Engine): Operation<GetGroupRequest, CreateGroupResponse> => ({
  access: onPool(engine, "GetGroup"),
  handle: (input) => ({ Group: present(find(engine, input)) }),
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = (engine: Engine): Operation<UpdateGroupRequest, CreateGroupResponse> => ({
  access: onPool(engine, "UpdateGroup"),
  handle(input) {
    const group = find(engine, input);
    const changed: Group = {
      ...group,
      description: input.Description ?? group.description,
      roleArn: input.RoleArn ?? group.roleArn,
      precedence: input.Precedence ?? group.precedence,
      modifiedAt: engine.context.clock.now(),
    };
    engine.state.groups.put(`${group.poolId}/${group.name}`, changed);
    return { Group: present(changed) };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = (engine: Engine): Operation<DeleteGroupRequest> => ({
  access: onPool(engine, "DeleteGroup"),
  handle(input) {
    const { poolId, name } = find(engine, input);
    engine.context.store.transaction(() => {
      for (const { key, value } of engine.state.users.list({ prefix: `${poolId}/` })) {
        if (value.groups.includes(name))
          engine.state.users.put(key, { ...value, groups: value.groups.filter((group) => group !== name) });
      }
      engine.state.groups.delete(`${poolId}/${name}`);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const listGroups = (engine: Engine): Operation<ListGroupsRequest, ListGroupsResponse> => ({
  access: onPool(engine, "ListGroups"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const { items, next } = pageOf(
      engine.state.groups.list({ prefix: `${pool.id}/` }),
      input.NextToken,
      input.Limit ?? 60,
    );
    return { Groups: items.map(present), NextToken: next };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const adminListGroupsForUser = (
  engine: Engine,
): Operation<AdminListGroupsForUserRequest, AdminListGroupsForUserResponse> => ({
  access: onPool(engine, "AdminListGroupsForUser"),
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const user = findUser(engine, pool, input.Username);
    const groups = user.groups.toSorted().flatMap((name) => {
      const value = engine.state.groups.get(`${pool.id}/${name}`);
      return value === undefined ? [] : [{ key: name, value }];
    });
    const { items, next } = pageOf(groups, input.NextToken, input.Limit ?? 60);
    return { Groups: items.map(present), NextToken: next };
  },
});

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const listUsersInGroup = (
  engine: Engine,
): Operation<ListUsersInGroupRequest, ListUsersInGroupResponse> => ({
  access: onPool(engine, "ListUsersInGroup"),
  handle(input) {
    const { poolId, name } = find(engine, input);
    const members = engine.state.users
      .list({ prefix: `${poolId}/` })
      .filter(({ value }) => value.groups.includes(name));
    const { items, next } = pageOf(members, input.NextToken, input.Limit ?? 60);
    return { Users: items.map((user) => presentUser(user)), NextToken: next };
  },
});

function find(
  engine: Engine,
  input: { readonly UserPoolId?: string | undefined; readonly GroupName?: string | undefined },
): Group {
  const pool = findPool(engine, input.UserPoolId);
  const group = engine.state.groups.get(`${pool.id}/${input.GroupName}`);
  if (group === undefined) throw groupNotFound();
  return group;
}

function present(group: Group): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description ?? undefined,
    RoleArn: group.roleArn ?? undefined,
    Precedence: group.precedence ?? undefined,
    CreationDate: new Date(group.createdAt),
    LastModifiedDate: new Date(group.modifiedAt),
  };
}
