import type { SeededUser, SeedUser } from "./seed.ts";

/** What a running seed asks of Plinth, which may write tenants and users. */
export type SeedRequest =
  | {
      readonly kind: "tenant";
      readonly number: number;
      readonly id: string;
      readonly name: string | null;
      readonly admin: SeedUser;
    }
  | { readonly kind: "member"; readonly number: number; readonly tenantId: string; readonly user: SeedUser };

export type SeedAnswer =
  | { readonly number: number; readonly user: SeededUser }
  | { readonly number: number; readonly error: string };

/** What it tells. */
export type SeedNews =
  | { readonly kind: "log"; readonly message: string }
  | {
      readonly kind: "done";
      readonly created: number;
      readonly updated: number;
      readonly unchanged: number;
    }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string };
