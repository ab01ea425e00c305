import type { Place, Report } from "../finding.ts";
import { quoted } from "../words/quoted.ts";

/** `/webhooks/stripe`, `/invoices/{invoiceId}/pdf`: a route of an HTTP API. Null where it is wrong. */
export function readPath(value: unknown, place: Place, report: Report): string | null {
  const wrong = (message: string, remedy: string): null => {
    report(place, `The path ${quoted(value)} ${message}.`, remedy);
    return null;
  };
  const example = 'Write path: "/webhooks/stripe" or "/invoices/{invoiceId}", for instance.';
  if (typeof value !== "string") return wrong("is no text", example);
  if (!value.startsWith("/")) return wrong('does not start with "/"', `Write ${quoted(`/${value}`)}.`);
  if (value.length > 200)
    return wrong(`is ${value.length} characters long; at most 200 are allowed`, "Shorten it.");
  if (value === "/") return wrong("has no part", example);
  if (value.endsWith("/")) return wrong('ends with "/"', `Write ${quoted(value.replace(/\/+$/, ""))}.`);
  const names: string[] = [];
  for (const part of value.slice(1).split("/")) {
    const name = /^\{([a-z][A-Za-z0-9]{0,63})\}$/.exec(part)?.[1];
    if (name !== undefined) {
      if (names.includes(name)) return wrong(`has {${name}} twice`, "Rename one of them.");
      names.push(name);
    } else if (part === "." || part === "..") {
      return wrong(`has the part "${part}"`, "Write the path out.");
    } else if (!/^[A-Za-z0-9._~-]+$/.test(part)) {
      return wrong(
        `has the part ${quoted(part)}`,
        "Parts are letters, digits, . _ ~ - or one {name} in camelCase.",
      );
    }
  }
  return value;
}

/** Two paths of the same shape are the same route, whatever their parameters are called. */
export function routeOf(method: string, path: string): string {
  return `${method} ${path.replace(/\{\w+\}/g, "{}")}`;
}
