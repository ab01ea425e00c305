import type { DescribeTableInput, DescribeTableOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { tableAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { describe } from "../tables/describe.ts";
import { requireTable } from "../tables/require-table.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable = (engine: Engine): Operation<DescribeTableInput, DescribeTableOutput> => ({
  access: (input) => [tableAccess(engine, "DescribeTable", input.TableName)],

  handle(input) {
    const { table, storage } = requireTable(engine, input.TableName);
    return { Table: describe(engine, table, storage) };
  },
});
