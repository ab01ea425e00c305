import type { ClientSettings } from "../../support/cloud/target.ts";

/** Work that goes on until the cloud is killed under it, and knows what has been acknowledged. */
export interface Load {
  /** Before the cloud is killed for the first time. */
  prepare?(settings: ClientSettings): Promise<void>;
  /** Writes until a call fails, which is to say until the cloud is gone. */
  run(settings: ClientSettings, round: number): Promise<void>;
  /** After a restart: is everything there, and nothing half? */
  check(settings: ClientSettings, round: number): Promise<void>;
  /** After the last restart: takes away what it made, where that says something. */
  end?(settings: ClientSettings): Promise<void>;
  /** How many writes have been acknowledged so far. */
  acknowledged(): number;
}

/** Calls again and again until a call fails. */
export async function untilKilled(work: (count: number) => Promise<void>): Promise<void> {
  for (let count = 0; ; count += 1) {
    try {
      await work(count);
    } catch {
      return;
    }
  }
}
