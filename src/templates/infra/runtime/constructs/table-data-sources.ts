import { Construct } from "constructs";
import { appsync } from "../cdk.cjs";
import { type TableReference, tableId } from "./foundation-values.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import { allow } from "./policy.ts";
import { ServiceRole } from "./service-role.ts";

export interface TableDataSourcesProps {
  readonly api: GraphqlApi;
  readonly region: string;
  readonly tables: readonly TableReference[];
}

/**
 * Lets the API read and write the tables: one data source a table. They share a role, because a transaction or a batch
 * may reach into several tables. No Scan: whatever the API reads, it reads by key.
 */
export class TableDataSources extends Construct {
  readonly role: ServiceRole;
  readonly #sources: ReadonlyMap<string | null, appsync.CfnDataSource>;

  constructor(scope: Construct, id: string, { api, region, tables }: TableDataSourcesProps) {
    super(scope, id);
    this.role = new ServiceRole(this, "Role", {
      service: "appsync.amazonaws.com",
      statements: [
        allow(
          [
            "dynamodb:BatchGetItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
          ],
          tables.map((table) => table.arn),
        ),
      ],
      wildcards: {
        "A table's indexes are part of it.": allow(
          ["dynamodb:Query"],
          tables.map((table) => `${table.arn}/index/*`),
        ),
      },
    });
    this.#sources = new Map(
      tables.map(({ model, name }) => [
        model,
        new appsync.CfnDataSource(this, tableId("Table", model), {
          apiId: api.resource.attrApiId,
          name: model === null ? "Table" : `Table_${model}`,
          type: "AMAZON_DYNAMODB",
          serviceRoleArn: this.role.attrArn,
          dynamoDbConfig: { awsRegion: region, tableName: name },
        }),
      ]),
    );
  }

  /** @param model with a table of its own, or null for the pooled table */
  of(model: string | null): appsync.CfnDataSource {
    const source = this.#sources.get(model);
    if (source === undefined) throw new Error(`${model} has no table of its own.`);
    return source;
  }
}
