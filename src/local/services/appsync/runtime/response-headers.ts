import { isMap } from "./plain.ts";
import { AppSyncError } from "./signals.ts";

/** Never forwarded to other endpoints, nor set on responses. */
const connection =
  "transfer-encoding connection host expect keep-alive upgrade proxy-authenticate proxy-authorization te content-length".split(
    " ",
  );

/** Set by AppSync alone. */
const reserved =
  "access-control-allow-credentials access-control-allow-origin access-control-expose-headers access-control-max-age access-control-allow-methods access-control-allow-headers vary content-type".split(
    " ",
  );

/** Bytes of all names and values. */
const largest = 4 * 1024;

/** What one evaluation adds to its response. */
export interface HeaderTarget {
  readonly headers: Record<string, string>;
  readonly appended: AppSyncError[];
}

/**
 * `util.http`. Headers with forbidden names or no value are left out, and said so among the response's errors.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/http-helpers-in-utils-http-js.html
 */
export function httpHelpers(current: () => HeaderTarget) {
  function add(name: unknown, value: unknown): void {
    const { headers, appended } = current();
    const lower = String(name ?? "").toLowerCase();
    const problem = problemOf(String(name), lower, value, headers);
    if (problem !== null) appended.push(new AppSyncError(problem, "ResponseHeaderError"));
    else headers[lower] = textOf(value);
  }

  return {
    copyHeaders: (headers: unknown) =>
      Object.fromEntries(
        Object.entries(isMap(headers) ? headers : {}).filter(
          ([name]) => !connection.includes(name.toLowerCase()),
        ),
      ),
    addResponseHeader: add,
    addResponseHeaders(headers: unknown): void {
      for (const [name, value] of Object.entries(isMap(headers) ? headers : {})) add(name, value);
    },
  };
}

const textOf = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));

function problemOf(
  name: string,
  lower: string,
  value: unknown,
  headers: Readonly<Record<string, string>>,
): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower)) return `Header name '${name}' is empty or invalid.`;
  if (connection.includes(lower) || reserved.includes(lower) || /^x-am(?:zn|z)-/.test(lower))
    return `Header name '${name}' is restricted.`;
  if (value === null || value === undefined) return `Header '${name}' has no value.`;
  const size = Object.entries({ ...headers, [lower]: textOf(value) }).reduce(
    (sum, [key, text]) => sum + key.length + text.length,
    0,
  );
  return size > largest ? `The response's custom headers are larger than ${largest} bytes.` : null;
}
