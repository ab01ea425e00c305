import type { Construct } from "constructs";
import { appsync, Stack } from "../cdk.cjs";
import { appsyncJs } from "./appsync-functions.ts";
import type { GraphqlApi } from "./graphql-api.ts";

export interface FieldResolverProps {
  readonly api: GraphqlApi;
  readonly typeName: string;
  readonly fieldName: string;
  /** What runs before and after the functions. */
  readonly code: string;
  /** Ids of AppSync functions, in the order they run. */
  readonly functionIds: readonly string[];
}

/** What answers one field of the API: a row of AppSync functions. */
export class FieldResolver extends appsync.CfnResolver {
  constructor(scope: Construct, { api, functionIds, ...props }: FieldResolverProps) {
    super(scope, `${props.typeName}.${props.fieldName}`, {
      ...props,
      apiId: api.resource.attrApiId,
      kind: "PIPELINE",
      runtime: appsyncJs,
      pipelineConfig: { functions: [...functionIds] },
    });
    // A nested stack waits as a whole: see `ModelsStack` and `UserFunctionsStack`.
    if (Stack.of(this) === Stack.of(api)) api.afterSchema(this);
  }
}
