import type { Db, ModelTypes } from "../lambda/db/db-types.ts";
import type { Upsert } from "./upsert.ts";

type AnyModels = Readonly<Record<string, ModelTypes>>;

/** Somebody whom the seed makes. */
export interface SeedUser {
  readonly email: string;
  /** Left out: they are invited by e-mail, and choose one themselves. */
  readonly password?: string;
  /** Besides "member". Left out, the first member of a tenant has the first role of plinth.config.ts. */
  readonly roles?: readonly string[];
}

export interface SeededUser {
  /** Cognito's `sub`. */
  readonly id: string;
  readonly email: string;
}

export interface SeedTenant<Models extends AnyModels> {
  readonly id: string;
  readonly admin: SeededUser;
  /** The project's API as the system, in this tenant. */
  readonly db: Db<Models>;
  /** A user in this tenant. Done again, it changes what is different. */
  member(user: SeedUser): Promise<SeededUser>;
}

/** What a seed has to work with. Everything may be done again. */
export interface SeedContext<Models extends AnyModels> {
  /** A tenant with its first member. */
  tenant(
    id: string,
    options: { readonly name?: string; readonly admin: SeedUser },
  ): Promise<SeedTenant<Models>>;
  /** The project's API as the system, outside of tenants: for models of scope "global". */
  readonly db: Db<Models>;
  /** Creates a record, or changes the one that is there to what is given. */
  readonly upsert: Upsert;
  /** Says something on the terminal. */
  log(message: string): void;
}

export type SeedWork<Models extends AnyModels> = (context: SeedContext<Models>) => Promise<void>;

/**
 * What `seed.ts` in the project's folder exports by default; `plinth seed` and `plinth dev` run it.
 *
 * ```ts
 * import { seed } from "./infra/runtime/seed/seed.ts";
 * import type { Models } from "./infra/types.gen.ts";
 *
 * export default seed<Models>(async ({ tenant, upsert }) => {
 *   const acme = await tenant("acme", { name: "Acme", admin: { email: "jane@acme.example", password: "..." } });
 *   await upsert(acme.db.Customer, { byNumber: "C-1" }, { number: "C-1", name: "Globex" });
 * });
 * ```
 */
export function seed<Models extends AnyModels>(work: SeedWork<Models>): SeedWork<Models> {
  return work;
}
