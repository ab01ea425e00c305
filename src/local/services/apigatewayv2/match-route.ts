import type { Route } from "@aws-sdk/client-apigatewayv2";

export interface Matched {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The most specific route: full matches before greedy ones, methods before ANY, `$default` last.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 *
 * @param path without the stage, still encoded
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Matched | null {
  const found = routes
    .map((route) => ({ route, match: matchKey(route.RouteKey ?? "", method, path) }))
    .filter((each) => each.match !== null)
    .toSorted((a, b) => ((b.match?.rank ?? "") > (a.match?.rank ?? "") ? 1 : -1))[0];
  if (found?.match == null) return null;
  return { route: found.route, pathParameters: found.match.parameters };
}

/** Ranks compare as texts: a digit a segment (3 literal, 2 parameter, 1 greedy), then the method. */
function matchKey(key: string, method: string, path: string) {
  if (key === "$default") return { rank: "0", parameters: {} };
  const [wanted = "", pattern = ""] = key.split(" ");
  if (wanted !== "ANY" && wanted !== method) return null;
  const parameters: Record<string, string> = {};
  const segments = path.split("/").slice(1);
  const expected = pattern.split("/").slice(1);
  let rank = "";
  for (const [position, each] of expected.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+)?\}$/.exec(each) ?? [];
    const actual = segments[position];
    if (actual === undefined) return null;
    if (greedy !== undefined && name !== undefined) {
      parameters[name] = decoded(segments.slice(position).join("/"));
      return { rank: `${rank}1${wanted === "ANY" ? 0 : 1}`, parameters };
    }
    if (name === undefined && each !== actual) return null;
    if (name !== undefined) {
      if (actual === "") return null;
      parameters[name] = decoded(actual);
    }
    rank += name === undefined ? "3" : "2";
  }
  if (segments.length !== expected.length) return null;
  return { rank: `${rank}${wanted === "ANY" ? 0 : 1}`, parameters };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
