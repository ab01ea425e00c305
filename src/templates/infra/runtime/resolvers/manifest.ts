import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelSpec } from "../data/spec.ts";
import { SpecSlicer } from "./slice-spec.ts";

/** One AppSync function: a file that is bundled, and what it acts on. */
export interface AppsyncFunction {
  readonly name: string;
  /** Below `infra/`. */
  readonly file: string;
  readonly dataSource: "table" | "none" | "lambda";
}

const onTables = [
  "find-by-unique",
  "get",
  "query",
  "parents",
  "parent",
  "links",
  "linked",
  "prepare-create",
  "create",
  "prepare-update",
  "update",
  "load",
  "restrict",
  "delete",
  "restore",
  "prepare-links",
  "change-links",
] as const;
const onNothing = ["subscribe", "disconnect"] as const;
const onLambdas = ["invoke", "invoke-batch"] as const;

export type FunctionName =
  | (typeof onTables)[number]
  | (typeof onNothing)[number]
  | (typeof onLambdas)[number];

const functionsOn = (dataSource: AppsyncFunction["dataSource"], names: readonly FunctionName[]) =>
  names.map(
    (name): AppsyncFunction => ({ name, file: `runtime/resolvers/functions/${name}.ts`, dataSource }),
  );

/** Every shared AppSync function. One is needed once for each data source that a resolver uses it on. */
export const appsyncFunctions: readonly AppsyncFunction[] = [
  ...functionsOn("table", onTables),
  ...functionsOn("none", onNothing),
  ...functionsOn("lambda", onLambdas),
];

/** A step of a pipeline. */
export interface Step {
  readonly function: FunctionName;
  readonly dataSource:
    | { readonly kind: "none" }
    /** The model that has a table of its own, or null for the pooled table. */
    | { readonly kind: "table"; readonly model: string | null };
}

/** A pipeline resolver. */
export interface Resolver {
  readonly typeName: string;
  readonly fieldName: string;
  readonly steps: readonly Step[];
  /** What runs before and after the steps. */
  readonly code: string;
}

/** AppSync takes ten functions in a pipeline. */
const longestPipeline = 10;

/**
 * The resolvers of one model: its queries, mutations, subscription and relation fields.
 *
 * @param models every model of the backend
 */
export function modelResolvers(model: ModelSpec, models: readonly ModelSpec[]): Resolver[] {
  const slicer = new SpecSlicer(models);
  const { name, plural } = model;
  const dedicatedOf = (of: string) => (models.find((each) => each.name === of)?.dedicated ? of : null);
  const here = dedicatedOf(name);
  const own = on(here);
  const removal = slicer.delete(model);
  const restricts = (removal.restricts ?? []).map((each) => on(each.target.table ?? null)("restrict"));
  const loads = removal.uniques.length > 0 ? [own("load")] : [];

  return [
    resolver("Query", `get${name}`, slicer.get(model), [
      // Guards live beside the records.
      ...(model.uniques.length > 0 ? [own("find-by-unique")] : []),
      own("get"),
    ]),
    resolver("Query", `list${plural}`, slicer.list(model), [own("query"), ...prefetch(model)]),
    resolver("Mutation", `create${name}`, slicer.write(model, model.access.create), [
      own("prepare-create"),
      own("create"),
    ]),
    resolver("Mutation", `update${name}`, slicer.write(model, model.access.update), [
      own("prepare-update"),
      own("update"),
    ]),
    resolver("Mutation", `delete${name}`, removal, [...loads, ...restricts, own("delete")]),
    ...(model.softDeleteDays === undefined
      ? []
      : [resolver("Mutation", `restore${name}`, slicer.restore(model), [own("load"), own("restore")])]),
    resolver(
      "Subscription",
      `on${name}Changed`,
      slicer.subscribe(model),
      [none("subscribe")],
      "subscription",
    ),
    ...model.references.map((each) =>
      resolver(name, each.name, { parent: slicer.parent(model, each.name) }, [
        on(dedicatedOf(each.target))("parent"),
      ]),
    ),
    ...model.collections.map((each) => {
      const there = on(dedicatedOf(each.target));
      const child = models.find(({ name: other }) => other === each.target);
      if (each.single && (child?.shards ?? 1) > 1) {
        return resolver(name, each.name, slicer.single(each), [there("find-by-unique"), there("get")]);
      }
      const parents = each.single || child === undefined ? [] : prefetch(child);
      return resolver(name, each.name, slicer.collection(each), [there("query"), ...parents]);
    }),
    ...model.links.flatMap((each) => {
      const linked = models.find(({ name: other }) => other === each.target);
      const steps = [pooled("links"), pooled("linked"), ...(linked === undefined ? [] : prefetch(linked))];
      const field = resolver(name, each.name, slicer.linked(each), steps);
      if (each.side === "right") return [field];
      const change = (verb: string, remove: boolean) =>
        resolver(
          "Mutation",
          `${verb}${name}${upperFirst(each.name)}`,
          slicer.changeLinks(model, each, remove),
          [pooled("prepare-links"), pooled("change-links")],
        );
      return [field, change("link", false), change("unlink", true)];
    }),
  ];
}

/** `Mutation.disconnect`, which ends live updates. */
export function disconnectResolver(models: readonly ModelSpec[]): Resolver {
  const subscriptions = models.map(({ name }) => `on${name}Changed`).sort();
  return resolver("Mutation", "disconnect", { subscriptions }, [none("disconnect")], "disconnect");
}

/** The code of a field that a Lambda answers, around `invoke` or `invoke-batch`. */
export const lambdaFieldCode = resolverCode("default", {});

function resolver(
  typeName: string,
  fieldName: string,
  spec: unknown,
  steps: readonly Step[],
  entry: Entry = "default",
): Resolver {
  if (steps.length > longestPipeline) {
    throw new Error(
      `${typeName}.${fieldName} needs ${steps.length} steps; AppSync takes ${longestPipeline}.`,
    );
  }
  return { typeName, fieldName, steps, code: resolverCode(entry, spec) };
}

type Entry = "default" | "subscription" | "disconnect";

/** A real file, then the one thing that differs between resolvers. Functions run later, so the order does not matter. */
function resolverCode(entry: Entry, spec: unknown): string {
  // JSON is JavaScript; these two characters end a line in older readers of it.
  const json = JSON.stringify(spec).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  return `${entryText(entry)}\nconst spec = ${json};\n`;
}

/** Without the comments, which every resolver would carry to the cloud. */
function entryText(entry: Entry): string {
  const text = readFileSync(join(import.meta.dirname, "entries", `${entry}.js`), "utf8");
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("//") && !line.startsWith("/**"))
    .join("\n")
    .trim();
}

/** After a page: its parents, all at once. */
function prefetch(model: ModelSpec): Step[] {
  return model.references.length > 0 ? [pooled("parents")] : [];
}

function on(model: string | null) {
  return (name: (typeof onTables)[number]): Step => ({
    function: name,
    dataSource: { kind: "table", model },
  });
}

const pooled = on(null);

function none(name: (typeof onNothing)[number]): Step {
  return { function: name, dataSource: { kind: "none" } };
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
