import { toMapValues } from "./attribute-values.ts";
import { toExpression } from "./filter-expression.ts";
import { isMap, type Plain } from "./plain.ts";
import { UnknownBehaviour } from "./signals.ts";
import { updateExpression, updateOperations } from "./update-expression.ts";

const keyed = (payload: Plain, operation: string) => ({
  operation,
  key: toMapValues(payload["key"] as Plain),
});

const expressionOf = (filter: unknown): Plain | undefined => {
  if (filter === undefined || filter === null) return undefined;
  const text = toExpression(filter);
  if (text === null) throw new UnknownBehaviour(`This filter cannot be rendered: ${JSON.stringify(filter)}`);
  return JSON.parse(text) as Plain;
};

const conditionOf = (payload: Plain) => optional("condition", expressionOf(payload["condition"]));
const filterOf = (payload: Plain) => optional("filter", expressionOf(payload["filter"]));

function optional(name: string, value: unknown): Plain {
  return value === undefined || value === null ? {} : { [name]: value };
}

const carry = (payload: Plain, ...names: string[]): Plain =>
  Object.assign({}, ...names.map((name) => optional(name, payload[name])));

function projectionOf(payload: Plain): Plain {
  const paths = payload["projection"];
  if (!Array.isArray(paths)) return {};
  const expressionNames: Record<string, string> = {};
  const expression = paths.map((path) =>
    String(path).replace(/[^.[\]]+(?=\.|\[|$)/g, (name) => {
      expressionNames[`#${name}`] = name;
      return `#${name}`;
    }),
  );
  return { projection: { expression: expression.join(", "), expressionNames } };
}

const put = (payload: Plain) => ({
  ...keyed(payload, "PutItem"),
  attributeValues: toMapValues(payload["item"] as Plain),
  ...conditionOf(payload),
});

const remove = (payload: Plain) => ({ ...keyed(payload, "DeleteItem"), ...conditionOf(payload) });

const update = (payload: Plain) => ({
  ...keyed(payload, "UpdateItem"),
  update: updateExpression(payload["update"] as Plain),
  ...conditionOf(payload),
});

const paged = ["index", "nextToken", "limit", "scanIndexForward", "consistentRead", "select"];

function transactItem(item: Plain): Plain {
  const [kind, payload] = Object.entries(item)[0] ?? [];
  if (!isMap(payload)) throw new UnknownBehaviour(`transactWrite got ${JSON.stringify(item)}`);
  const requests: Record<string, () => Plain> = {
    putItem: () => put(payload),
    deleteItem: () => remove(payload),
    updateItem: () => update(payload),
    conditionCheck: () => ({ ...keyed(payload, "ConditionCheck"), ...conditionOf(payload) }),
  };
  const request = requests[kind ?? ""]?.();
  if (request === undefined) throw new UnknownBehaviour(`transactWrite knows no ${kind}`);
  return { table: payload["table"], ...request };
}

/** The module `@aws-appsync/utils/dynamodb`: builds requests from plain values. */
export const dynamodbModule = {
  get: (payload: Plain) => ({
    ...keyed(payload, "GetItem"),
    ...carry(payload, "consistentRead"),
    ...projectionOf(payload),
  }),
  put,
  remove,
  update,
  query: (payload: Plain) => ({
    operation: "Query",
    query: expressionOf(payload["query"]),
    ...carry(payload, ...paged),
    ...filterOf(payload),
    ...projectionOf(payload),
  }),
  scan: (payload: Plain) => ({
    operation: "Scan",
    ...carry(payload, ...paged, "segment", "totalSegments"),
    ...filterOf(payload),
    ...projectionOf(payload),
  }),
  sync: (payload: Plain) => ({
    operation: "Sync",
    ...carry(payload, "basePartitionKey", "deltaIndexName", "limit", "nextToken", "lastSync"),
    ...filterOf(payload),
  }),
  batchGet: (payload: Plain) => ({
    operation: "BatchGetItem",
    tables: eachTable(payload, (table) => ({
      keys: (table["keys"] as Plain[]).map(toMapValues),
      ...carry(table, "consistentRead"),
      ...projectionOf(table),
    })),
  }),
  batchPut: (payload: Plain) => batchOf("BatchPutItem", payload),
  batchDelete: (payload: Plain) => batchOf("BatchDeleteItem", payload),
  transactGet: (payload: Plain) => ({
    operation: "TransactGetItems",
    transactItems: (payload["items"] as Plain[]).map((item) => ({
      table: item["table"],
      key: toMapValues(item["key"] as Plain),
      ...projectionOf(item),
    })),
  }),
  transactWrite: (payload: Plain) => ({
    operation: "TransactWriteItems",
    transactItems: (payload["items"] as Plain[]).map(transactItem),
  }),
  operations: updateOperations,
  toStringSet: (values: unknown) => ({ SS: values }),
  toNumberSet: (values: unknown) => ({ NS: values }),
  toBinarySet: (values: unknown) => ({ BS: values }),
};

function eachTable(payload: Plain, map: (table: Plain) => Plain): Plain {
  const tables = Object.entries(payload["tables"] as Record<string, Plain>);
  return Object.fromEntries(tables.map(([name, table]) => [name, map(table)]));
}

function batchOf(operation: string, payload: Plain): Plain {
  const tables = Object.entries(payload["tables"] as Record<string, Plain[]>);
  return {
    operation,
    tables: Object.fromEntries(tables.map(([name, items]) => [name, items.map(toMapValues)])),
  };
}
