import { type Dialect, isTemplate, Renderer, refuse, type Template } from "./renderer.ts";
import { toJsonObject } from "./result.ts";
import { isStatement, type Kind, render, statement } from "./statements.ts";

const typeHints = ["DECIMAL", "JSON", "TIMESTAMP", "TIME", "UUID", "DATE"];

/** Arguments are counted: AppSync tells a missing one from one that is null. */
const made =
  (kind: Kind) =>
  (...args: unknown[]) =>
    statement(kind, args);

/**
 * The module `@aws-appsync/utils/rds`: SQL for the RDS Data API, as recorded from AppSync. (There are no SQL data sources
 * here: only what resolvers make is the same.)
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-rds-js.html
 */
export const rdsModule = {
  select: made("select"),
  insert: made("insert"),
  update: made("update"),
  remove: made("remove"),
  sql,
  createPgStatement: request({ quote: '"', name: "createPgStatement" }),
  createMySQLStatement: request({ quote: "`", name: "createMySQLStatement" }),
  toJsonObject,
  typeHint: Object.fromEntries(typeHints.map((type) => [type, (value: unknown) => ({ type, value })])),
};

/** A tagged template, whose values are bound and not written into the text. */
function sql(strings: readonly string[], ...keys: unknown[]): Template {
  if (strings.length !== keys.length + 1)
    return refuse("java.lang.IllegalArgumentException: Unexpected argument passed to sql tagged template");
  return { strings: [...strings], keys };
}

function request(dialect: Dialect) {
  return (...given: unknown[]) => {
    if (given.length === 0) return refuse(`An argument is expected to be passed to ${dialect.name}`);
    const out = new Renderer(dialect);
    const statements = given
      .filter((each) => each !== undefined && each !== null)
      .map((each) => {
        if (typeof each === "string") return each;
        if (isStatement(each)) return render(each, out);
        if (isTemplate(each)) return out.template(each);
        return refuse(`Unsupported type is passed as argument to ${dialect.name}`);
      });
    const { variableMap, variableTypeHintMap } = out;
    return { statements, variableMap, variableTypeHintMap };
  };
}
