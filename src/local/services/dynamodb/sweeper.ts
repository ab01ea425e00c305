import type { Engine } from "./engine.ts";
import { tokenLifetime } from "./items/transaction-token.ts";
import { commit } from "./items/write.ts";

/** AWS promises "within a few days"; whoever develops does not want to wait. */
const period = 1_000;
const itemsAtOnce = 200;
/** "Items with an expiration time older than five years are not deleted." */
const oldestExpiry = 5 * 365 * 24 * 60 * 60;
const streamLifetime = 24 * 60 * 60 * 1000;
const periodsBetweenTrims = 60;

/** Deletes what has had its time: expired items, stream records of yesterday, tokens of finished transactions. */
export function sweeper(engine: Engine) {
  const { state, context } = engine;
  let timer: NodeJS.Timeout | undefined;
  let periods = 0;

  function sweep(): void {
    try {
      for (const name of state.names()) deleteExpired(name);
      if (periods % periodsBetweenTrims === 0) trim();
      periods += 1;
    } catch (error) {
      context.log(`dynamodb: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function deleteExpired(name: string): void {
    const open = state.find(name);
    if (open === undefined || open.table.timeToLive === null) return;
    const now = Math.floor(state.clock.now() / 1000);
    const keys = open.storage.expired(now - oldestExpiry, now, itemsAtOnce);
    if (keys.length === 0) return;
    state.transaction(() => {
      for (const key of keys) commit(engine, open, key, open.storage.get(key), null, true);
    });
  }

  function trim(): void {
    const now = state.clock.now();
    state.log.trim(now - streamLifetime);
    for (const { key, value } of state.streams.list()) {
      if (value.endedAt === null || value.endedAt > now - streamLifetime) continue;
      state.log.forget(value.number);
      state.streams.delete(key);
    }
    for (const { key, value } of state.tokens.list()) {
      if (value.at < now - tokenLifetime) state.tokens.delete(key);
    }
  }

  return {
    start() {
      timer = setInterval(sweep, period);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
