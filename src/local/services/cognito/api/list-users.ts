import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findPool } from "../pools/find.ts";
import { pageOf } from "../pools/page.ts";
import type { User } from "../state.ts";
import { presentUser } from "../users/present.ts";

const searchable = new Set(
  "username email phone_number name given_name family_name preferred_username cognito:user_status status sub".split(
    " ",
  ),
);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const listUsers = (engine: Engine): Operation<ListUsersRequest, ListUsersResponse> => ({
  access: onPool(engine, "ListUsers"),

  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const size = input.Limit ?? 60;
    if (size > 60)
      throw invalidParameter(
        `1 validation error detected: Value '${size}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60`,
      );
    const wanted = readFilter(input.Filter);
    const users = engine.state.users.list({ prefix: `${pool.id}/` }).filter(({ value }) => wanted(value));
    const { items, next } = pageOf(users, input.PaginationToken, size);
    return { Users: items.map((user) => presentUser(user, input.AttributesToGet)), PaginationToken: next };
  },
});

/**
 * `email = "ada@example.com"`, `given_name ^= "A"`.
 *
 * @throws WireError InvalidParameterException
 */
function readFilter(filter = ""): (user: User) => boolean {
  if (filter.trim() === "") return () => true;
  const [, name = "", operator, text = ""] =
    /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (operator === undefined) throw invalidParameter("Error while parsing filter");
  if (!searchable.has(name)) throw invalidParameter("User search is not supported on this attribute");
  const sought = text.replace(/\\(.)/g, "$1").toLowerCase();
  return (user) => {
    const value = searched(user, name).toLowerCase();
    return operator === "=" ? value === sought : value.startsWith(sought);
  };
}

function searched(user: User, name: string): string {
  if (name === "username") return user.username;
  if (name === "cognito:user_status") return user.status;
  if (name === "status") return user.enabled ? "Enabled" : "Disabled";
  return user.attributes[name] ?? "";
}
