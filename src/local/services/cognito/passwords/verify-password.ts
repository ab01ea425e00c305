import { timingSafeEqual } from "node:crypto";
import type { Ids } from "../../../kernel/ids.ts";
import type { PasswordVerifier } from "../state.ts";
import { srpVerifier } from "./srp.ts";

/** Turns a password into what is kept of it. */
export function newVerifier(poolId: string, username: string, password: string, ids: Ids): PasswordVerifier {
  const salt = ids.hex(32);
  return { salt, verifier: srpVerifier(poolId, username, password, salt) };
}

/** Whether a password is the one that a verifier was made of. */
export function passwordMatches(
  kept: PasswordVerifier,
  poolId: string,
  username: string,
  password: string,
): boolean {
  const given = Buffer.from(srpVerifier(poolId, username, password, kept.salt));
  const wanted = Buffer.from(kept.verifier);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
