import type { DeleteTableInput, DeleteTableOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { tableAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { endStream } from "../tables/read-settings.ts";
import { requireTable } from "../tables/require-table.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable = (engine: Engine): Operation<DeleteTableInput, DeleteTableOutput> => ({
  access: (input) => [tableAccess(engine, "DeleteTable", input.TableName)],

  handle(input) {
    const { table } = requireTable(engine, input.TableName);
    if (table.deletionProtection) {
      throw validation(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    }
    engine.state.transaction(() => {
      if (table.stream !== null) endStream(engine, table.stream);
      engine.state.remove(table);
    });
    return {
      TableDescription: {
        TableName: table.name,
        TableStatus: "DELETING",
        ProvisionedThroughput: {
          NumberOfDecreasesToday: 0,
          ReadCapacityUnits: table.throughput.read,
          WriteCapacityUnits: table.throughput.write,
        },
        TableSizeBytes: 0,
        ItemCount: 0,
        TableArn: `arn:aws:dynamodb:${engine.context.region}:${engine.context.accountId}:table/${table.name}`,
        TableId: table.id,
        DeletionProtectionEnabled: false,
      },
    };
  },
});
