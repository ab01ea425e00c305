import type { ServiceModel } from "./model.ts";

/** Which operation a REST request means, and the labels of its path, still percent-encoded. */
export interface Match {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Headers that the request gives in another place (S3's presigned URLs: in the query), lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly segments: readonly Segment[];
  /** Query parameters that must be present: a value, or null where any will do. */
  readonly query: readonly (readonly [name: string, value: string | null])[];
}

type Segment = { readonly text: string } | { readonly label: string; readonly greedy: boolean };

/**
 * A matcher over all REST operations of a service. More specific routes win: more literal segments, then more literal
 * query parameters.
 */
export function restRouter(model: ServiceModel) {
  const routes = Object.entries(model.operations)
    .flatMap(([operation, { http }]) => (http ? [parse(operation, http[0], http[1])] : []))
    .sort((a, b) => specificity(b) - specificity(a));
  return (method: string, path: string, query: URLSearchParams): Match | null => {
    const segments = path.split("/").slice(1);
    for (const route of routes) {
      if (route.method !== method || !queryFits(route, query)) continue;
      const labels = labelsIn(route.segments, segments);
      if (labels !== null) return { operation: route.operation, labels };
    }
    return null;
  };
}

function parse(operation: string, method: string, uri: string): Route {
  const [path = "", query = ""] = uri.split("?");
  const segments = path
    .split("/")
    .slice(1)
    .map((part): Segment => {
      const label = /^\{(.+?)(\+?)\}$/.exec(part);
      return label ? { label: label[1] as string, greedy: label[2] === "+" } : { text: part };
    });
  const wanted = query === "" ? [] : query.split("&").map((pair) => pair.split("=") as [string, string?]);
  return {
    operation,
    method,
    segments,
    // `x-id` only names the operation for people who read logs; not every client sends it.
    query: wanted.filter(([name]) => name !== "x-id").map(([name, value]) => [name, value ?? null]),
  };
}

function specificity(route: Route): number {
  const literal = route.segments.filter((segment) => "text" in segment && segment.text !== "").length;
  const greedy = route.segments.some((segment) => "greedy" in segment && segment.greedy) ? 0 : 1;
  return literal * 100 + route.query.length * 10 + greedy;
}

function queryFits(route: Route, query: URLSearchParams): boolean {
  return route.query.every(([name, value]) => (value === null ? query.has(name) : query.get(name) === value));
}

function labelsIn(pattern: readonly Segment[], segments: readonly string[]): Record<string, string> | null {
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return null;
    if ("text" in part) {
      if (part.text !== segment) return null;
    } else if (part.greedy) {
      const tail = pattern.length - index - 1;
      const taken = segments.slice(index, segments.length - tail);
      if (taken.join("/") === "") return null;
      labels[part.label] = taken.join("/");
      const rest = labelsIn(pattern.slice(index + 1), segments.slice(segments.length - tail));
      return rest === null ? null : { ...labels, ...rest };
    } else {
      if (segment === "") return null;
      labels[part.label] = segment;
    }
  }
  return pattern.length === segments.length ? labels : null;
}
