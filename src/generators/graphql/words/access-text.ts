import type { AccessRule, Model, Principal } from "../../../definition/ir.ts";

const words = (principal: Principal): string => {
  if (principal.kind === "role") return principal.role;
  return { creator: "the creator", signedIn: "anyone signed in", anyone: "anyone" }[principal.kind];
};

/** Who may do it: `Allowed: accountant, or admin that is also the creator.` */
export function accessText(rule: AccessRule): string {
  if (rule.length === 0) return "Allowed: the system only.";
  return `Allowed: ${rule.map((all) => all.map(words).join(" that is also ")).join(", or ")}.`;
}

/** Who may create: whoever creates a record is its creator, so that says nothing. */
export function createText({ access, scope }: Model): string {
  const everybody: Principal = scope === "tenant" ? { kind: "role", role: "member" } : { kind: "signedIn" };
  return accessText(
    access.create.map((all) => {
      const rest = all.filter(({ kind }) => kind !== "creator");
      return rest.length === 0 ? [everybody] : rest;
    }),
  );
}
