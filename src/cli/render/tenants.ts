import type { CreateTenantResult, Member, Tenant } from "../../operations/tenant/create.ts";
import type { ListTenantsResult } from "../../operations/tenant/list.ts";
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
export function entry(member: Pick<Member, "invitation" | "enabled">, outbox: string | null): string {
  if (!member.enabled) return "  The account is disabled: they cannot sign in.";
  if (member.invitation === "pending") return "  They were invited before, and have not signed in yet.";
  if (member.invitation === "none")
    return "  They have an account: the tenant is theirs when they next sign in or refresh.";
  const sent = "  An invitation with a temporary password is on its way.";
  return outbox === null ? sent : `${sent} The local cloud keeps it:\n  ${outbox}`;
}

export function rolesText(roles: readonly string[]): string {
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
