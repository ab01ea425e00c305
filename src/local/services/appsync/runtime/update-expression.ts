import { toDynamoDB } from "./attribute-values.ts";
import { isMap, type Plain } from "./plain.ts";

/** `operations` of `@aws-appsync/utils/dynamodb`: marked plain values, so that they survive a stash. */
export const updateOperations = {
  add: (payload: unknown) => ({ _type: "add", payload }),
  remove: () => ({ _type: "remove" }),
  replace: (payload: unknown) => ({ _type: "replace", payload }),
  increment: (by = 1) => ({ _type: "increment", payload: by }),
  decrement: (by = 1) => ({ _type: "decrement", payload: by }),
  append: (payload: unknown) => ({ _type: "append", payload }),
  prepend: (payload: unknown) => ({ _type: "prepend", payload }),
  updateListItem: (payload: unknown, index: number) => ({ _type: "updateListItem", payload, index }),
};

/** The update part of an UpdateItem: plain values are SET, nested maps go path by path. */
export function updateExpression(update: Plain): Plain {
  const expressionNames: Record<string, string> = {};
  const expressionValues: Plain = {};
  const sets: string[] = [];
  const removes: string[] = [];
  const visit = (fields: Plain, path: readonly string[]) => {
    for (const [name, value] of Object.entries(fields)) {
      expressionNames[`#${name}`] = name;
      const place = [...path, name];
      const target = place.map((each) => `#${each}`).join(".");
      const bind = (operand: unknown) => {
        const key = `:${place.join("_")}`;
        expressionValues[key] = toDynamoDB(operand);
        return key;
      };
      const operation = isMap(value) ? value["_type"] : undefined;
      const operand = isMap(value) ? value["payload"] : undefined;
      if (operation === "remove") removes.push(target);
      else if (operation === "increment") sets.push(`${target} = ${target} + ${bind(operand)}`);
      else if (operation === "decrement") sets.push(`${target} = ${target} - ${bind(operand)}`);
      else if (operation === "append") sets.push(`${target} = list_append(${target}, ${bind(operand)})`);
      else if (operation === "prepend") sets.push(`${target} = list_append(${bind(operand)}, ${target})`);
      else if (operation === "updateListItem" && isMap(value))
        sets.push(`${target}[${Number(value["index"])}] = ${bind(operand)}`);
      else if (operation === "add" || operation === "replace") sets.push(`${target} = ${bind(operand)}`);
      else if (isMap(value)) visit(value, place);
      else sets.push(`${target} = ${bind(value)}`);
    }
  };
  visit(update, []);
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(", ")}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(", ")}`] : []),
  ];
  return { expression: clauses.join(" "), expressionNames, expressionValues };
}
