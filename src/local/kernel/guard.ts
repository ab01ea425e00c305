import { WireError } from "./wire-error.ts";

/**
 * Keeps web pages of other sites out. A browser sends the Host it was told to open (so a name that was re-bound to
 * 127.0.0.1 is seen here) and, with cross-site requests, an Origin.
 *
 * @param headers lower-case names
 * @throws WireError 403
 */
export function guardAgainstOtherSites(headers: Readonly<Record<string, string>>): void {
  const host = hostName(headers["host"] ?? "");
  if (!isLoopbackName(host)) {
    throw new WireError(
      "AccessDenied",
      `The local cloud answers to localhost only, not to the host ${JSON.stringify(host)}.`,
      403,
    );
  }
  const origin = headers["origin"];
  if (origin === undefined) return;
  const site = origin === "null" ? "" : originHost(origin);
  if (!isLoopbackName(site)) {
    throw new WireError(
      "AccessDenied",
      `The local cloud does not answer web pages of ${JSON.stringify(origin)}.`,
      403,
    );
  }
}

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || name === "127.0.0.1" || name === "[::1]";
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}

function originHost(origin: string): string {
  try {
    return new URL(origin).hostname.toLowerCase();
  } catch {
    return "";
  }
}
