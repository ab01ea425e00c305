import type { AddMemberResult } from "../../operations/tenant/add-member.ts";
import type { CreateTenantResult, Member, Tenant } from "../../operations/tenant/create.ts";
import type { ListTenantsResult } from "../../operations/tenant/list.ts";
import type { RemoveMemberResult } from "../../operations/tenant/remove-member.ts";
import type { SetStatusResult } from "../../operations/tenant/set-status.ts";
import type { ListedMember, ShowTenantResult } from "../../operations/tenant/show.ts";
import type { Style } from "../style.ts";
import { columns } from "./columns.ts";

/** What `plinth tenant create` says. */
export function renderCreatedTenant(result: CreateTenantResult, style: Style): string {
  const { tenant, created, admin, stage, outbox } = result;
  const verb = created ? style.green("Created") : style.yellow("There already:");
  const lines = [
    `${verb} tenant ${style.bold(tenant.id)} (${tenant.name}) in ${stage}${created ? "" : ". Nothing was changed"}.`,
    `  ${admin.email}  ${rolesText(admin.roles)}`,
    entry(admin, outbox),
  ];
  return `${lines.join("\n")}\n`;
}

/** What `plinth tenant list` says. */
export function renderTenants({ stage, tenants }: ListTenantsResult, style: Style): string {
  if (tenants.length === 0)
    return `There are no tenants in ${stage}. Make one: plinth tenant create acme --admin jane@acme.example\n`;
  const rows = tenants.map(({ id, name, status, createdAt }) => [id, name, status, day(createdAt)]);
  return columns([["TENANT", "NAME", "STATUS", "CREATED"], ...rows], (cell, column, row) => {
    if (row === 0) return style.dim(cell);
    if (column === 0) return style.bold(cell);
    return column === 2 && cell !== "active" ? style.yellow(cell) : cell;
  });
}

/** What `plinth tenant show` says. */
export function renderTenant({ tenant, members, more, stage }: ShowTenantResult, style: Style): string {
  const facts = columns([
    ["Id", tenant.id],
    ["Name", tenant.name],
    ["Stage", stage],
    ["Status", tenant.status],
    ["Created", madeText(tenant)],
  ]);
  const rows = members.map((member) => [
    member.email ?? member.userId,
    rolesText(member.roles),
    memberState(member),
    day(member.createdAt ?? ""),
  ]);
  const list = columns([["MEMBER", "ROLES", "", "SINCE"], ...rows], (cell, column, row) => {
    if (row === 0) return style.dim(cell);
    return column === 2 && cell !== "" ? style.yellow(cell) : cell;
  });
  const rest = more ? `  ${style.dim("There are more: --members 500")}\n` : "";
  return `${facts}\n${members.length === 0 ? "  Nobody is in it.\n" : list}${rest}`;
}

/** How a member gets in. */
function entry(member: Pick<Member, "invitation" | "enabled">, outbox: string | null): string {
  if (!member.enabled) return "  The account is disabled: they cannot sign in.";
  if (member.invitation === "pending") return "  They were invited before, and have not signed in yet.";
  if (member.invitation === "none")
    return "  They have an account: the tenant is theirs when they next sign in or refresh.";
  const sent = "  An invitation with a temporary password is on its way.";
  return outbox === null ? sent : `${sent} The local cloud keeps it:\n  ${outbox}`;
}

function rolesText(roles: readonly string[]): string {
  return ["member", ...roles].join(", ");
}

function memberState({ email, status, enabled, invitation }: ListedMember): string {
  if (email === null) return "no such user";
  if (status !== "active") return status;
  if (!enabled) return "disabled";
  return invitation === "pending" ? "invited" : "";
}

function madeText({ createdAt, createdBy }: Tenant): string {
  return createdBy === null ? createdAt : `${createdAt} by ${createdBy}`;
}

function day(time: string): string {
  return time.slice(0, 10);
}

/** What `plinth tenant add-member` says. */
export function renderAddedMember(result: AddMemberResult, style: Style): string {
  const { outcome, member, tenantId, stage, outbox } = result;
  const who = `${style.bold(member.email)} (${rolesText(member.roles)})`;
  const how = entry(member, outbox);
  if (outcome === "unchanged") {
    const resent = member.invitation === "sent" ? `\n${how}` : " Nothing was changed.";
    return `${style.yellow("There already:")} ${who} in ${tenantId}, ${stage}.${resent}\n`;
  }
  const verb = outcome === "added" ? "Added" : "Changed";
  return `${style.green(verb)} ${who} in ${tenantId}, ${stage}.\n${how}\n`;
}

const stillValid = "Tokens that were given out before are good for an hour at most.";

/** What `plinth tenant remove-member` says. */
export function renderRemovedMember(result: RemoveMemberResult, style: Style): string {
  const { email, tenantId, stage, removed } = result;
  if (!removed) return `${style.yellow("Not there:")} ${email} is not in ${tenantId}, ${stage}.\n`;
  return `${style.green("Removed")} ${style.bold(email)} from ${tenantId}, ${stage}. The account stays.\n  ${stillValid}\n`;
}

/** What `plinth tenant suspend` and `resume` say. */
export function renderStatus({ tenant, changed, stage }: SetStatusResult, style: Style): string {
  const { id, name, status } = tenant;
  const which = `tenant ${style.bold(id)} (${name}) in ${stage}`;
  if (!changed) return `${style.yellow("Nothing was changed:")} ${which} is ${status} already.\n`;
  if (status === "active") return `${style.green("Resumed")} ${which}.\n`;
  return `${style.green("Suspended")} ${which}. Its data stays; nobody gets tokens for it.\n  ${stillValid}\n`;
}
