import { isMap, type Plain } from "../plain.ts";

/**
 * `util.rds.toJsonObject`: what the RDS Data API answered, as a list a statement of objects a row, named by column. Shapes as
 * AppSync's EvaluateCode gives them. https://docs.aws.amazon.com/appsync/latest/devguide/rds-helpers-in-util-rds-js.html
 */
export function toJsonObject(answer: unknown): Plain[][] {
  const read = (typeof answer === "string" ? JSON.parse(answer) : answer) as {
    readonly sqlStatementResults?: readonly {
      readonly records?: readonly (readonly unknown[])[];
      readonly columnMetadata?: readonly { readonly name?: string; readonly label?: string }[];
    }[];
  };
  return (read.sqlStatementResults ?? []).map(({ records, columnMetadata = [] }) => {
    // A statement that only changes rows has none to show.
    if (records === undefined) return [{}];
    return records.map((record) => {
      const cells = record.map((cell, column): [string, unknown] => {
        const { label, name } = columnMetadata[column] ?? {};
        return [label ?? name ?? String(column), valueIn(cell)];
      });
      return Object.fromEntries(cells.filter(([, value]) => value !== null));
    });
  });
}

/** `{ stringValue: "a" }` and the like: one member, named by its type. */
function valueIn(cell: unknown): unknown {
  if (!isMap(cell)) return cell;
  const [type, value] = Object.entries(cell)[0] ?? [];
  if (type === "isNull") return null;
  return type === "arrayValue" ? arrayOf(value) : value;
}

function arrayOf(value: unknown): unknown {
  if (!isMap(value)) return value;
  const [type, members] = Object.entries(value)[0] ?? [];
  return type === "arrayValues" && Array.isArray(members) ? members.map(arrayOf) : members;
}
