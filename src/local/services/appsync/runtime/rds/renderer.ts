import { isMap } from "../plain.ts";
import { AppSyncError } from "../signals.ts";

/** How the two databases differ. */
export interface Dialect {
  readonly quote: string;
  /** The function that renders, as messages name it. */
  readonly name: "createPgStatement" | "createMySQLStatement";
}

/** What `sql` gives for a template. */
export interface Template {
  readonly strings: readonly string[];
  readonly keys: readonly unknown[];
}

export const refuse = (message: string): never => {
  throw new AppSyncError(message, "Code");
};

export const isTemplate = (value: unknown): value is Template =>
  isMap(value) && value["strings"] !== undefined && value["keys"] !== undefined;

/** Writes SQL with its values put aside: `:P0`, `:P1` and so on through all statements of one request. */
export class Renderer {
  readonly variableMap: Record<string, unknown> = {};
  readonly variableTypeHintMap: Record<string, string> = {};
  readonly dialect: Dialect;
  private count = 0;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** A value's place; null stands as it is. */
  bind(value: unknown): string {
    if (value === null || value === undefined) return "NULL";
    const name = `:P${this.count}`;
    this.count += 1;
    const hinted = isMap(value) && typeof value["type"] === "string" && "value" in value;
    this.variableMap[name] = hinted ? value["value"] : value;
    if (hinted) this.variableTypeHintMap[name] = String(value["type"]);
    return name;
  }

  /** `schema.table` is quoted part by part. */
  identifier(name: string): string {
    const { quote } = this.dialect;
    return name
      .split(".")
      .map((part) => `${quote}${part}${quote}`)
      .join(".");
  }

  template({ strings, keys }: Template): string {
    return strings.map((text, at) => (at < keys.length ? `${text}${this.bind(keys[at])}` : text)).join("");
  }

  /** @param columns null and `*`: all of them */
  columns(columns: unknown): string {
    if (columns === null || columns === undefined || columns === "*") return "*";
    if (!Array.isArray(columns)) return refuse("Expected column to be * or an array.");
    const names = columns.map((each: unknown) => {
      if (typeof each !== "string") return refuse("Invalid type in column array.");
      return each === "*" ? each : this.identifier(each);
    });
    return names.join(", ");
  }

  /** A table by name, or `{ alias: name }`, which AppSync reads with the two exchanged. */
  table(table: unknown, otherwise = "table name is expected to be a string or alias."): string {
    if (typeof table === "string") return this.identifier(table);
    if (!isMap(table)) return refuse(otherwise);
    const entries = Object.entries(table);
    const [entry] = entries;
    if (entry === undefined) return refuse("java.util.NoSuchElementException");
    if (entries.length > 1) return refuse("table alias is allowed only one key-value pair.");
    const [alias, name] = entry;
    if (typeof name !== "string") return refuse("Table alias value is expected to be a string.");
    return `${this.identifier(name)} as ${this.identifier(alias)}`;
  }
}
