import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const path = (state: string) => join(state, "port");

/**
 * The port that the cloud over a state folder had last. The addresses of what was deployed to it name that port, so it
 * should have the same again.
 *
 * @param state absolute path
 * @returns null where it never ran
 */
export function rememberedPort(state: string): number | null {
  try {
    const port = Number(readFileSync(path(state), "utf8"));
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : null;
  } catch {
    return null;
  }
}

export function rememberPort(state: string, port: number): void {
  if (rememberedPort(state) !== port) writeFileSync(path(state), `${port}\n`);
}
