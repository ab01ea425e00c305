import type { ListTablesInput, ListTablesOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { constraint } from "../errors.ts";
import { failed } from "../items/constraints.ts";

const most = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables = ({ state }: Engine): Operation<ListTablesInput, ListTablesOutput> => ({
  access: () => [{ action: "dynamodb:ListTables", resource: "*" }],

  handle({ ExclusiveStartTableName: after = "", Limit: limit = most }) {
    if (limit < 1) {
      throw constraint(failed("limit", limit, "Member must have value greater than or equal to 1"));
    }
    if (limit > most) {
      throw constraint(failed("limit", limit, `Member must have value less than or equal to ${most}`));
    }
    const names = state.names().filter((name) => name > after);
    const page = names.slice(0, limit);
    return {
      TableNames: page,
      ...(names.length > limit && { LastEvaluatedTableName: page.at(-1) as string }),
    };
  },
});
