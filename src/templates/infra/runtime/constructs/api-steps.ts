import { Construct } from "constructs";
import type { Bundles } from "../bundle.ts";
import { appsync, NestedStack } from "../cdk.cjs";
import type { Step } from "../resolvers/manifest.ts";
import { AppsyncFunctions } from "./appsync-functions.ts";
import { type TableReference, tableId } from "./foundation-values.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import { TableDataSources } from "./table-data-sources.ts";

export interface ApiStepsProps {
  readonly api: GraphqlApi;
  readonly bundles: Bundles;
  readonly region: string;
  readonly tables: readonly TableReference[];
}

/** What the resolvers of the models are made of: AppSync functions on the tables, and some on nothing at all. */
export class ApiSteps extends Construct {
  readonly tables: TableDataSources;
  readonly #onNothing: AppsyncFunctions;
  readonly #onTables: ReadonlyMap<string | null, AppsyncFunctions>;

  constructor(scope: Construct, id: string, { api, bundles, region, tables }: ApiStepsProps) {
    super(scope, id);
    this.tables = new TableDataSources(this, "Tables", { api, region, tables });
    const nothing = new appsync.CfnDataSource(this, "Nothing", {
      apiId: api.resource.attrApiId,
      name: "Nothing",
      type: "NONE",
    });
    this.#onNothing = new AppsyncFunctions(this, "OnNothing", { api, bundles, dataSource: nothing });
    this.#onTables = new Map(
      tables.map(({ model }) => {
        const dataSource = this.tables.of(model);
        // Each dedicated table needs the code of all functions again: more than one template has room for.
        const place = model === null ? this : new NestedStack(this, tableId("Table", model));
        return [model, new AppsyncFunctions(place, "OnTable", { api, bundles, dataSource })];
      }),
    );
  }

  /** @returns the id of the function that makes the step */
  idOf({ function: name, dataSource }: Step): string {
    if (dataSource.kind === "none") return this.#onNothing.idOf(name);
    const functions = this.#onTables.get(dataSource.model);
    if (functions === undefined) throw new Error(`${dataSource.model} has no table of its own.`);
    return functions.idOf(name);
  }
}
