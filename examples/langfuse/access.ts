/**
 * Access rules that several models share. Roles of the organization, from the most to the least: `owner`, `admin`,
 * `editor`; everybody else only looks (`member`). An empty rule leaves it to functions and the system.
 */

/** Everybody reads; editors write. */
export const edited = {
  read: "member",
  create: ["editor", "admin", "owner"],
  update: ["editor", "admin", "owner"],
  delete: ["editor", "admin", "owner"],
} as const;

/** Everybody reads; admins write. */
export const managed = {
  read: "member",
  create: ["admin", "owner"],
  update: ["admin", "owner"],
  delete: ["admin", "owner"],
} as const;

/** Secrets and connections: only admins see and write them. */
export const adminOnly = {
  read: ["admin", "owner"],
  create: ["admin", "owner"],
  update: ["admin", "owner"],
  delete: ["admin", "owner"],
} as const;

/** Only its creator sees it and writes it. */
export const personal = { read: "creator", create: "member", update: "creator", delete: "creator" } as const;

/** Everybody reads; only the product itself writes. */
export const written = { read: "member", create: [], update: [], delete: [] } as const;

/** Nobody but the product itself. */
export const internal = { read: [], create: [], update: [], delete: [] } as const;
