import type { Caller, User } from "./caller.ts";
import type { Db, ModelTypes } from "./db/db-types.ts";
import type { Logger } from "./log/logger.ts";

/** The second argument of every handler. */
export interface FunctionContext<
  Models extends Readonly<Record<string, ModelTypes>>,
  Secret extends string = never,
  Variable extends string = never,
> {
  /** The tenant at hand; null where there is none (schedules, public routes, users without a tenant). */
  readonly tenant: { readonly id: string } | null;
  /** The signed-in user; null where the system or nobody calls. */
  readonly user: User | null;
  /** The user's roles in the tenant. */
  readonly roles: readonly string[];
  readonly caller: Caller["kind"];
  /** The project's API: as the caller; without a caller as the system, in the tenant at hand. */
  readonly db: Db<Models>;
  readonly log: Logger;
  /** The secrets that the function's definition names. */
  readonly secrets: Readonly<Record<Secret, string>>;
  /** The environment that the function's definition sets. */
  readonly env: Readonly<Record<Variable, string>>;
  /** What Lambda was invoked with, for what the first argument does not tell. */
  readonly event: unknown;
  readonly requestId: string;
  /** Milliseconds until Lambda stops this invocation. */
  readonly remainingTime: () => number;
}

/** The second argument of a sign-in function: nobody is signed in yet, and the project's API is not within reach. */
export type SignInContext<Secret extends string = never, Variable extends string = never> = Pick<
  FunctionContext<Readonly<Record<never, ModelTypes>>, Secret, Variable>,
  "log" | "secrets" | "env" | "event" | "requestId" | "remainingTime"
>;
