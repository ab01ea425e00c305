import { toDynamoDB } from "./attribute-values.ts";
import { isMap, type Plain } from "./plain.ts";

/** `operations` of `@aws-appsync/utils/dynamodb`: plain values, as AppSync's EvaluateCode gives them. */
export const updateOperations = {
  add: (value: unknown) => ({ type: "OPERATION_ADD", value }),
  remove: () => ({ type: "OPERATION_REMOVE" }),
  replace: (value: unknown) => ({ type: "OPERATION_REPLACE", value }),
  increment: (by = 1) => ({ type: "OPERATION_INCREMENT", by }),
  decrement: (by = 1) => ({ type: "OPERATION_DECREMENT", by }),
  append: (items: unknown) => ({ type: "OPERATION_APPEND", items }),
  prepend: (items: unknown) => ({ type: "OPERATION_PREPEND", items }),
  updateListItem: (value: unknown, index: number) => ({ type: "OPERATION_UPDATE_LIST_ITEM", value, index }),
};

/**
 * The update part of an UpdateItem: plain values are SET, nested maps go path by path. Names and values are numbered in
 * their order, as recorded from AppSync.
 */
export function updateExpression(update: Plain): Plain {
  const expressionNames: Record<string, string> = {};
  const expressionValues: Plain = {};
  const sets: string[] = [];
  const removes: string[] = [];
  let names = 0;
  let values = 0;
  const bind = (operand: unknown) => {
    values += 1;
    expressionValues[`:expValue_${values}`] = toDynamoDB(operand);
    return `:expValue_${values}`;
  };
  const visit = (fields: Plain, path: readonly string[]) => {
    for (const [name, value] of Object.entries(fields)) {
      names += 1;
      const alias = `#expName_${names}`;
      expressionNames[alias] = name;
      const place = [...path, alias];
      const target = place.join(".");
      const operation = isMap(value) ? value : {};
      switch (operation["type"]) {
        case "OPERATION_REMOVE":
          removes.push(target);
          break;
        case "OPERATION_INCREMENT":
          sets.push(`${target} = ${target} + ${bind(operation["by"])}`);
          break;
        case "OPERATION_DECREMENT":
          sets.push(`${target} = ${target} - ${bind(operation["by"])}`);
          break;
        case "OPERATION_APPEND":
          sets.push(`${target} = list_append(${target}, ${bind(operation["items"])})`);
          break;
        case "OPERATION_PREPEND":
          sets.push(`${target} = list_append(${bind(operation["items"])}, ${target})`);
          break;
        case "OPERATION_UPDATE_LIST_ITEM":
          sets.push(`${target}[${Number(operation["index"])}] = ${bind(operation["value"])}`);
          break;
        case "OPERATION_ADD":
        case "OPERATION_REPLACE":
          sets.push(`${target} = ${bind(operation["value"])}`);
          break;
        default:
          if (isMap(value)) visit(value, place);
          else sets.push(`${target} = ${bind(value)}`);
      }
    }
  };
  visit(update, []);
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(", ")}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(", ")}`] : []),
  ];
  return { expression: clauses.join(" "), expressionNames, expressionValues };
}
