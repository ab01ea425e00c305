import type { Engine } from "./engine.ts";

/** Forgets sessions, sign-ins and refresh tokens that have ended. */
export function sweep({ state, context }: Engine): void {
  const now = context.clock.now();
  for (const collection of [state.sessions, state.grants, state.refreshTokens] as const) {
    for (const { key, value } of collection.list()) {
      if (value.expiresAt <= now) collection.delete(key);
    }
  }
}
