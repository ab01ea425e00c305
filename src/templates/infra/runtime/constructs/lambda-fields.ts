import { Construct } from "constructs";
import type { Bundles } from "../bundle.ts";
import { lambdaFieldCode } from "../resolvers/manifest.ts";
import { AppsyncFunctions } from "./appsync-functions.ts";
import { FieldResolver } from "./field-resolver.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import { LambdaDataSource } from "./lambda-data-source.ts";
import type { LambdaFunction } from "./lambda-function.ts";

export interface LambdaFieldsProps {
  readonly api: GraphqlApi;
  readonly bundles: Bundles;
  readonly handler: LambdaFunction;
}

/** Fields of the API that one Lambda answers. */
export class LambdaFields extends Construct {
  readonly source: LambdaDataSource;
  readonly #functions: AppsyncFunctions;
  readonly #api: GraphqlApi;

  constructor(scope: Construct, id: string, { api, bundles, handler }: LambdaFieldsProps) {
    super(scope, id);
    this.#api = api;
    this.source = new LambdaDataSource(this, "Source", { api, lambda: handler });
    this.#functions = new AppsyncFunctions(this, "Steps", { api, bundles, dataSource: this.source.resource });
  }

  /** @param batched whether a page's worth of objects is asked for at once */
  add(typeName: string, fieldName: string, batched = false): FieldResolver {
    return new FieldResolver(this, {
      api: this.#api,
      typeName,
      fieldName,
      code: lambdaFieldCode,
      functionIds: [this.#functions.idOf(batched ? "invoke-batch" : "invoke")],
    });
  }
}
