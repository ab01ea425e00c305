import { Construct } from "constructs";
import type { Bundles } from "../bundle.ts";
import { appsync } from "../cdk.cjs";
import type { FunctionName } from "../resolvers/manifest.ts";
import type { GraphqlApi } from "./graphql-api.ts";

export interface AppsyncFunctionsProps {
  readonly api: GraphqlApi;
  readonly bundles: Bundles;
  /** What the functions act on. */
  readonly dataSource: appsync.CfnDataSource;
}

/** AppSync's own JavaScript, as all resolvers and functions use it. */
export const appsyncJs = { name: "APPSYNC_JS", runtimeVersion: "1.0.0" };

/** How many objects of a page AppSync collects for one invocation. */
const largestBatch = 100;

/** The AppSync functions over one data source. Resolvers put them together; each is made when the first asks for it. */
export class AppsyncFunctions extends Construct {
  readonly #props: AppsyncFunctionsProps;

  constructor(scope: Construct, id: string, props: AppsyncFunctionsProps) {
    super(scope, id);
    this.#props = props;
  }

  /**
   * @param name one of those in `runtime/resolvers/manifest.ts`
   * @returns the function's id, for pipelines
   */
  idOf(name: FunctionName): string {
    const { api, bundles, dataSource } = this.#props;
    const known = this.node.tryFindChild(name);
    if (known instanceof appsync.CfnFunctionConfiguration) return known.attrFunctionId;
    const added = new appsync.CfnFunctionConfiguration(this, name, {
      apiId: api.resource.attrApiId,
      name: `${dataSource.name}_${name.replaceAll("-", "_")}`,
      dataSourceName: dataSource.attrName,
      runtime: appsyncJs,
      code: bundles.appsyncFunction(name),
      ...(name === "invoke-batch" && { maxBatchSize: largestBatch }),
    });
    api.afterSchema(added);
    return added.attrFunctionId;
  }
}
