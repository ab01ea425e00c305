import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import type { Collection } from "../../../kernel/store.ts";
import { conflict, notFound } from "../errors.ts";
import type { ApiGatewayState, Kind } from "../state.ts";
import { checkInput } from "./check-input.ts";

type Plain = Record<string, unknown>;
type Any = Operation<never, object>;

/** Initial values that AWS fills in. */
const initial: Readonly<Record<Kind, Plain>> = {
  Api: {
    ApiKeySelectionExpression: "$request.header.x-api-key",
    RouteSelectionExpression: "$request.method $request.path",
    DisableExecuteApiEndpoint: false,
    IpAddressType: "ipv4",
    Tags: {},
  },
  Stage: {
    AutoDeploy: false,
    RouteSettings: {},
    StageVariables: {},
    Tags: {},
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
  },
  Route: { ApiKeyRequired: false, AuthorizationType: "NONE" },
  Integration: { ConnectionType: "INTERNET", IntegrationMethod: "POST", TimeoutInMillis: 30_000 },
  Authorizer: {},
};

/**
 * The five operations that API Gateway has for every kind of record: Create, Get, Gets, Update, Delete.
 *
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/
 */
export function recordOperations(
  kind: Kind,
  state: ApiGatewayState,
  context: ServiceContext,
): Readonly<Record<string, Any>> {
  const records = state[kind] as Collection<Plain>;
  const idName = kind === "Stage" ? "StageName" : `${kind}Id`;
  const keyOf = (input: Plain) =>
    kind === "Api" ? String(input["ApiId"]) : `${String(input["ApiId"])}/${String(input[idName])}`;
  const path = (input: Plain, one: boolean) => {
    const below = kind === "Api" ? "" : `/${kind.toLowerCase()}s`;
    const api = kind === "Api" && !one ? "" : `/${String(input["ApiId"])}`;
    return `/apis${api}${below}${one && kind !== "Api" ? `/${String(input[idName])}` : ""}`;
  };
  const access = (method: string, one: boolean) => (input: Plain) => [
    { action: `apigateway:${method}`, resource: `arn:aws:apigateway:${context.region}::${path(input, one)}` },
  ];

  function apiMustExist(input: Plain): void {
    if (kind !== "Api" && state.Api.get(String(input["ApiId"])) === undefined)
      throw notFound("API", String(input["ApiId"]));
  }
  function find(input: Plain): Plain {
    apiMustExist(input);
    const found = records.get(keyOf(input));
    if (found === undefined) throw notFound(kind === "Api" ? "API" : kind, String(input[idName]));
    return found;
  }
  /** Dates and addresses are made when asked: the cloud may listen elsewhere tomorrow. */
  function present(record: Plain): Plain {
    const { CreatedDate, LastUpdatedDate, ...rest } = record;
    return {
      ...rest,
      ...(CreatedDate !== undefined && { CreatedDate: new Date(CreatedDate as number) }),
      ...(LastUpdatedDate !== undefined && { LastUpdatedDate: new Date(LastUpdatedDate as number) }),
      ...(kind === "Api" && { ApiEndpoint: `${context.baseUrl()}/_http/${String(record["ApiId"])}` }),
    };
  }
  function write(input: Plain, before: Plain): Plain {
    const said = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const record: Plain = { ...before, ...said };
    checkInput(kind, record);
    if (kind === "Stage") record["LastUpdatedDate"] = context.clock.now();
    const key = keyOf(record);
    const { ApiId: _, ...part } = record;
    records.put(key, kind === "Api" ? record : part);
    return present(kind === "Api" ? record : part);
  }
  function unique(input: Plain): void {
    const name = kind === "Route" ? "RouteKey" : kind === "Stage" ? "StageName" : null;
    if (name === null) return;
    const all = records.list({ prefix: `${String(input["ApiId"])}/` });
    if (all.some(({ value }) => value[name] === input[name]))
      throw conflict(`${kind} with key ${String(input[name])} already exists for this API`);
  }

  const operations: Record<string, Operation<Plain>> = {
    [`Create${kind}`]: {
      access: access("POST", false),
      handle(input) {
        apiMustExist(input);
        unique(input);
        const id = kind === "Stage" ? {} : { [idName]: context.ids.lower(kind === "Api" ? 10 : 7) };
        const dated = kind === "Api" || kind === "Stage" ? { CreatedDate: context.clock.now() } : {};
        return write({ ...input, ...id }, { ...initial[kind], ...dated });
      },
    },
    [`Update${kind}`]: {
      access: access("PATCH", true),
      handle: (input) => write(input, find(input)),
    },
    [`Get${kind}`]: {
      access: access("GET", true),
      handle: (input) => present(find(input)),
    },
    [`Get${kind}s`]: {
      access: access("GET", false),
      handle(input) {
        apiMustExist(input);
        const all = kind === "Api" ? records.list() : records.list({ prefix: `${String(input["ApiId"])}/` });
        const from = Number(input["NextToken"] ?? 0);
        const to = from + Number(input["MaxResults"] ?? 100);
        const Items = all.slice(from, to).map(({ value }) => present(value));
        return { Items, ...(to < all.length && { NextToken: String(to) }) };
      },
    },
    [`Delete${kind}`]: {
      access: access("DELETE", true),
      handle(input) {
        find(input);
        context.store.transaction(() => {
          records.delete(keyOf(input));
          if (kind !== "Api") return;
          for (const parts of [state.Authorizer, state.Integration, state.Route, state.Stage])
            for (const { key } of parts.list({ prefix: `${String(input["ApiId"])}/` })) parts.delete(key);
        });
        return {};
      },
    },
  };
  return operations as unknown as Readonly<Record<string, Any>>;
}
