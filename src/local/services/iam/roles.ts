import type { Access, ServiceContext } from "../../kernel/service.ts";
import { roleNotFound, validation } from "./errors.ts";
import type { IamState, Role } from "./state.ts";

/** @throws WireError NoSuchEntity */
export function findRole(state: IamState, name: string | undefined): Role {
  const role = state.roles.get(name ?? "");
  if (role === undefined) throw roleNotFound(name ?? "");
  return role;
}

/** The access that a call on one role needs. */
export function roleAccess(
  action: string,
  name: string | undefined,
  state: IamState,
  context: ServiceContext,
  conditions: NonNullable<Access["conditions"]> = {},
): Access[] {
  const role = state.roles.get(name ?? "");
  const resource = role?.arn ?? `arn:aws:iam::${context.accountId}:role/${name ?? "*"}`;
  const tags = Object.entries(role?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]);
  return [{ action: `iam:${action}`, resource, conditions: { ...conditions, ...Object.fromEntries(tags) } }];
}

/** @throws WireError ValidationError */
export function checkName(member: string, name: string, longest: number): void {
  if (name.length > longest) {
    throw validation(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${longest}`,
    );
  }
  if (!/^[\w+=,.@-]+$/.test(name)) {
    throw validation(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
}

/** @throws WireError ValidationError */
export function checkPath(path: string): void {
  if (!/^\/([\x21-\x7e]+\/)?$/.test(path) || path.length > 512) {
    throw validation(
      "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
    );
  }
}

/** @throws WireError ValidationError where the seconds are not one to twelve hours */
export function checkSessionDuration(seconds: number): void {
  if (!(seconds >= 3600 && seconds <= 43200)) {
    throw validation(
      `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${seconds < 3600 ? "greater than or equal to 3600" : "less than or equal to 43200"}`,
    );
  }
}
