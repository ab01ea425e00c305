import type { Api, Authorizer, Integration, Route, Stage } from "@aws-sdk/client-apigatewayv2";
import type { Collection, Store } from "../../kernel/store.ts";

export type Kind = "Api" | "Authorizer" | "Integration" | "Route" | "Stage";

export interface Records {
  readonly Api: Api;
  readonly Authorizer: Authorizer;
  readonly Integration: Integration;
  readonly Route: Route;
  readonly Stage: Stage;
}

/** Keys are the API's id, and `<api>/<id>` for what belongs to one. */
export type ApiGatewayState = { readonly [K in Kind]: Collection<Records[K]> };

export function apiGatewayState(store: Store): ApiGatewayState {
  return {
    Api: store.collection("apigatewayv2.apis"),
    Authorizer: store.collection("apigatewayv2.authorizers"),
    Integration: store.collection("apigatewayv2.integrations"),
    Route: store.collection("apigatewayv2.routes"),
    Stage: store.collection("apigatewayv2.stages"),
  };
}

/** @returns what belongs to an API, of one kind */
export function partsOf<K extends Exclude<Kind, "Api">>(
  state: ApiGatewayState,
  kind: K,
  apiId: string,
): Records[K][] {
  return (state[kind] as Collection<Records[K]>).list({ prefix: `${apiId}/` }).map(({ value }) => value);
}
