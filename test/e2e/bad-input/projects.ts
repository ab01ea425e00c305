import { hole, type Row } from "./row.ts";

const lock = '{\n  "version": 1,\n  "models": {},\n  "functions": {}\n}\n';
const conflict = `<<<<<<< HEAD\n${lock}=======\n${lock}>>>>>>> branch\n`;
const config = (body: string) =>
  `import { defineConfig } from "plinth";\n\nexport default defineConfig({\n${body}\n});\n`;
const good =
  '  name: "acme",\n  region: "us-east-1",\n  stages: { dev: {} },\n  roles: ["admin"],\n  budget: { monthlyUsd: 5 },';
const model = (body: string) =>
  `import { belongsTo, hasMany, hasOne, integer, manyToMany, model, oneOf, text } from "plinth";\n\n${body}\n`;

function definition(
  path: string,
  text: string | null,
  place: string,
  remedy: string,
  words = "generate",
): Row {
  return { words, files: { [path]: text }, place, remedy };
}

/** Projects that are broken, half-written or hostile, and commands at wrong places and with wrong flags. */
export const projects: readonly Row[] = [
  definition("plinth.config.ts", "", "plinth.config.ts", "export default defineConfig"),
  definition("plinth.config.ts", "export default {};\n", "plinth.config.ts", "defineConfig"),
  definition("plinth.config.ts", config(`${good}\n  name: "../x",`), "plinth.config.ts:4", "my-app"),
  definition("plinth.config.ts", config(good.replace('"acme"', '"Acme"')), "plinth.config.ts:4", '"acme"'),
  definition("plinth.config.ts", config(good.replace("us-east-1", "mars")), "plinth.config.ts:5", "region"),
  definition("plinth.config.ts", config(good.replace("{ dev: {} }", "{}")), "plinth.config.ts:6", "dev"),
  definition("plinth.config.ts", config(good.replace("dev: {}", '"a b": {}')), "plinth.config.ts:6", '"a-b"'),
  definition(
    "plinth.config.ts",
    config(good.replace("dev: {}", 'dev: { account: "12" }')),
    "plinth.config.ts:6",
    "12 digits",
  ),
  definition("plinth.config.ts", config(`${good}\n  regoin: "x",`), "plinth.config.ts:9", '"region"'),
  definition("plinth.config.ts", config(good.slice(0, 50)), "plinth.config.ts", "syntax"),
  definition(
    "plinth.config.ts",
    'import x from "./nope.ts";\nexport default x;\n',
    "plinth.config.ts:1",
    "path",
  ),
  definition("plinth.config.ts", 'throw new Error("boom");\n', "plinth.config.ts:1", "Mend the code"),
  definition("plinth.config.ts", "<<<<<<< HEAD\n", "plinth.config.ts", "syntax", "synth"),
  definition("models/x.ts", "", "models/x.ts", "export"),
  definition("models/x.ts", model("export const Half = model({\n  a: text("), "models/x.ts", "syntax"),
  definition("models/x.ts", model("export const Half = model({ a: txt() });"), "models/x.ts:3", '"text"'),
  definition("models/x.ts", model("export const Half = model({});"), "models/x.ts:3", "field"),
  definition(
    "models/x.ts",
    model("export const invoices = model({ a: text() });"),
    "models/x.ts:3",
    "Invoices",
  ),
  definition(
    "models/x.ts",
    model("export const Invoice = model({ a: text() });"),
    "models/x.ts:3",
    "models/invoice.ts",
  ),
  definition(
    "models/x.ts",
    model(`export const A = model({ a: text().default("${hole("`x`")}\\u0000") });`),
    "models/x.ts:3",
    "U+0000",
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ a: oneOf("in progress") });'),
    "models/x.ts:3",
    "underscores",
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ a: integer().default("1") });'),
    "models/x.ts:3",
    "the field itself would accept",
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ b: belongsTo("B") });\nexport const B = model({ a: belongsTo("A") });'),
    "models/x.ts:3",
    ".optional()",
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ a: belongsTo("A") });'),
    "models/x.ts:3",
    ".optional()",
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ n: text(), bs: hasMany("B") });\nexport const B = model({ n: text() });'),
    "models/x.ts:3",
    'belongsTo("A")',
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ n: text() }).index("byN", ["m"]);'),
    "models/x.ts:3",
    '"n"',
  ),
  definition(
    "models/x.ts",
    model('export const A = model({ n: text() }).access({ read: "admn" });'),
    "models/x.ts:3",
    '"admin"',
  ),
  definition("models/x.ts", 'import pg from "pg";\nexport default pg;\n', "models/x.ts:1", "npm install pg"),
  definition("models/x.ts", "process.exit(0);\n", "models/x.ts", "Mend the code"),
  definition("models/invoice.ts", null, "models/customer.ts", "Invoice"),
  definition("models/Bad Name.js", "export {};\n", "models/Bad Name.js", ".ts"),
  definition(
    "functions/greet/handler.ts",
    null,
    "functions/greet/handler.ts",
    "Write functions/greet/handler.ts",
  ),
  definition("functions/greet/function.ts", null, "functions/greet", "function.ts"),
  definition(
    "functions/greet/function.ts",
    'import { http } from "plinth";\nexport default http({ path: "/a/../b" });\n',
    "functions/greet/function.ts:2",
    "/a",
  ),
  definition("functions/Wrong/function.ts", "", "functions/Wrong/function.ts", "functions/wrong"),
  definition("plinth.lock.json", conflict, "plinth.lock.json:1", "--ours"),
  definition("plinth.lock.json", conflict, "plinth.lock.json:1", "--ours", "add-model Order a:text"),
  definition("plinth.lock.json", lock.slice(0, 20), "plinth.lock.json", "git checkout"),
  definition("plinth.lock.json", "[]", "plinth.lock.json", "git checkout"),
  definition("plinth.lock.json", lock.replace("1", "9"), "plinth.lock.json:2", "Update Plinth"),
  definition(
    "plinth.lock.json",
    lock.replace("{},\n", '{ "__proto__": {} },\n'),
    "plinth.lock.json:3",
    "Undo",
  ),
  definition("plinth.lock.json", null, "plinth.lock.json", "git checkout"),
  definition("plinth.lock.json", null, "plinth.lock.json", "git checkout", "add-function a --trigger query"),
  definition("infra/app.ts", "// mine\n", "infra/app.ts", "--force"),
  definition("infra/app.ts", "// mine\n", "infra/app.ts", "--force", "add-model Order a:text"),
  definition("infra/app.ts", "// mine\n", "infra/app.ts", "--force", "synth"),
  definition(
    "infra/schema.gen.graphql",
    null,
    "infra/schema.gen.graphql",
    "plinth generate",
    "generate --check",
  ),
  definition("infra/schema.gen.graphql", null, "infra/schema.gen.graphql", "plinth generate", "synth"),
  definition("cdk.json", "{", "cdk.json", "git checkout -- cdk.json", "synth"),
  definition("cdk.json", null, "cdk.json", "git checkout -- cdk.json", "synth"),
  definition("cdk.json", "[]", "cdk.json", "git checkout -- cdk.json", "synth"),
  definition("cdk.json", "{}", "cdk.json", '"app": "node infra/app.ts"', "synth"),
  definition("cdk.context.json", "{", "cdk.context.json", "git checkout -- cdk.context.json", "synth"),
  { words: "synth --stage prd", place: '"prd"', remedy: "dev, prod" },
  { words: ["synth", "--stage", "../../x"], place: '"../../x"', remedy: "dev, prod" },
  { words: ["synth", "--stage", "a".repeat(10_000)], place: '"aaaa', remedy: "dev, prod" },
  { words: "synth --out /", place: "/ holds", remedy: "--out" },
  { words: "synth --out .", place: "acme holds", remedy: "--out" },
  { words: "synth --out ..", place: "holds acme", remedy: "--out" },
  { words: "synth --out models", place: "models holds", remedy: "--out" },
  { words: "synth --out package.json", place: "package.json is a file", remedy: "--out" },
  { words: "synth --out package.json/x", place: "package.json", remedy: "Move it away" },
  { words: ["synth", "--out", ""], place: "--out", remedy: "--out" },
  { words: ["synth", "--out", "a".repeat(10_000)], place: "aaaa", remedy: "shorter" },
  { words: "synth --outt x", place: "--outt", remedy: "--out" },
  { words: "generate --check --force", place: "--force", remedy: "plinth generate --help" },
  { words: "generate infra", place: '"infra"', remedy: "plinth generate --help" },
  ...["generate", "synth", "add-model A a:text", "add-function a --trigger query"].map((words) => ({
    words,
    folder: "..",
    place: "plinth.config.ts",
    remedy: "plinth init",
  })),
];
