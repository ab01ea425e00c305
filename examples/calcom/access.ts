/**
 * Access rules that several models share. `owner` and `admin` are roles of the organization; `creator` is whoever
 * made the record. An empty rule leaves it to functions and the system.
 */

/** Everybody reads; everybody creates; the creator and the admins change. */
export const shared = {
  read: "member",
  create: "member",
  update: ["creator", "admin", "owner"],
  delete: ["creator", "admin", "owner"],
} as const;

/** Everybody reads; admins write. */
export const managed = {
  read: "member",
  create: ["admin", "owner"],
  update: ["admin", "owner"],
  delete: ["admin", "owner"],
} as const;

/** Only admins see it and write it. */
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

/** Owners and admins read; only the product itself writes. */
export const billed = { read: ["owner", "admin"], create: [], update: [], delete: [] } as const;

/** Nobody but the product itself. */
export const internal = { read: [], create: [], update: [], delete: [] } as const;
