import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FunctionTexts } from "../../../src/authoring/arguments/function-texts.ts";
import { UserError } from "../../../src/errors/user-error.ts";
import { addFunction } from "../../../src/operations/add-function.ts";
import { planProject } from "../../../src/operations/plan-project.ts";
import { copyOf, quiet, type ScratchProject, scratchProject } from "./scratch-project.ts";

const root = join(import.meta.dirname, "../../..");
let base: ScratchProject;
let project: ScratchProject;

beforeAll(() => {
  base = scratchProject({
    "models/invoice.ts": `import { file, model, money, object, oneOf, text } from "plinth";

export const Priority = oneOf("low", "high");
export const Address = object({ street: text() });
export const Invoice = model({ number: text(), total: money(), scan: file().optional() });
`,
  });
});
afterAll(() => base.remove());
beforeEach(() => {
  project = copyOf(base);
});
afterEach(() => project.remove());

const add = (name: string, options: FunctionTexts, dryRun = false) =>
  addFunction({ project: project.folder, name, options, dryRun }, quiet);

async function failure(name: string, options: FunctionTexts) {
  const before = project.snapshot();
  const error = await add(name, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(project.snapshot()).toEqual(before);
  if (!(error instanceof UserError)) throw error ?? new Error(`${name} was accepted`);
  expect(error.exit).toBe(2);
  const text = [
    error.message,
    error.remedy,
    ...error.problems.flatMap((one) => [one.message, one.remedy]),
  ].join("\n");
  return { code: error.code, text };
}

/** One of each trigger and of each kind of result. */
const everyKind: Readonly<Record<string, FunctionTexts>> = {
  "send-invoice": {
    trigger: "mutation",
    input: ["invoiceId:id", "note:text:max=200:optional", "priority:Priority:default=low"],
    returns: ["Invoice"],
    access: "admin+member,signedIn",
    secrets: ["SMTP_PASSWORD,SMTP_USER"],
    environment: ["SENDER=it's me"],
    timeout: "20",
    memory: "1024",
    description: "Sends an invoice",
  },
  "summarize-everything": {
    trigger: "query",
    returns: [
      "total:money",
      "day:date",
      "at:dateTime",
      "due:time",
      "ok:boolean",
      "kind:oneOf:first,second",
      "words:text:list",
      "note:text:optional",
      "data:json",
      "mail:email",
      "site:url",
      "tel:phone",
      "key:id",
      "count:integer:min=3",
      "rate:decimal:max=-2",
      "priority:Priority",
    ],
  },
  "make-address": { trigger: "query", returns: ["address:Address"] },
  "all-invoices": { trigger: "query", returns: ["Invoice:list"] },
  "some-invoice": { trigger: "query", returns: ["Invoice"] },
  ping: { trigger: "mutation" },
  "stripe-hook": { trigger: "http", path: "/webhooks/{kind}", access: "anyone" },
  nightly: { trigger: "schedule", cron: "0 6 * * ? *", timezone: "Europe/Zurich" },
  hourly: { trigger: "schedule", every: "1-hour" },
  "on-created": { trigger: "model-change", model: "Invoice", on: "created" },
  "on-deleted": { trigger: "model-change", model: "Invoice", on: "deleted/updated" },
  "on-change": { trigger: "model-change", model: "Invoice" },
  "import-file": { trigger: "file-upload", prefix: "imports/" },
  "any-file": { trigger: "file-upload" },
  "screen-sign-up": { trigger: "sign-in", event: "preSignUp" },
  "greet-person": { trigger: "sign-in", event: "postConfirmation" },
  "note-sign-in": { trigger: "sign-in", event: "postAuthentication" },
  "write-mail": { trigger: "sign-in", event: "customMessage" },
};

test("a function's files are as somebody would write them", async () => {
  const result = await add("send-invoice", everyKind["send-invoice"] ?? { trigger: "" });
  expect(project.read("functions/send-invoice/function.ts")).toBe(`\
import { all, id, mutation, text } from "plinth";
import { Priority } from "../../models/invoice.ts";

export default mutation({
  description: "Sends an invoice",
  input: { invoiceId: id(), note: text().max(200).optional(), priority: Priority.default("low") },
  returns: "Invoice",
  access: [all("admin", "member"), "signedIn"],
  secrets: ["SMTP_PASSWORD", "SMTP_USER"],
  environment: { SENDER: "it's me" },
  timeoutSeconds: 20,
  memoryMb: 1024,
});
`);
  expect(project.read("functions/send-invoice/handler.ts")).toContain(
    "return db.Invoice.get({ id: input.invoiceId });",
  );
  expect(result).toMatchObject({
    function: "send-invoice",
    trigger: "mutation",
    created: ["functions/send-invoice/function.ts", "functions/send-invoice/handler.ts"],
    edited: [],
    api: { queries: [], mutations: ["sendInvoice"], subscriptions: [] },
    route: null,
    deploy: [
      "No table changes, and nothing is replaced.",
      "Adds the resolvers of Invoice to nested stack 1.",
      "Creates the Lambda function send-invoice in nested stack 1.",
    ],
  });
  expect(result.notes).toHaveLength(2);
  expect((await planProject(project.folder)).changes).toEqual([]);
});

test("a dry run writes nothing", async () => {
  const before = project.snapshot();
  const result = await add("ping", { trigger: "query" }, true);
  expect(project.snapshot()).toEqual(before);
  expect(result.diff).toContain("+export default query({});");
  expect(result.generated.created).toContain("infra/functions/ping.gen.ts");
});

test("every starter compiles under the strictest settings of a new project", async () => {
  for (const [name, options] of Object.entries(everyKind)) await add(name, options);
  const config = JSON.parse(readFileSync(join(root, "src/templates/project/tsconfig.json"), "utf8")) as {
    compilerOptions: Record<string, unknown>;
    include: string[];
  };
  config.compilerOptions["paths"] = { plinth: [join(root, "src/index.ts")] };
  config.compilerOptions["rewriteRelativeImportExtensions"] = true;
  config.include = ["models", "functions"];
  symlinkSync(join(root, "node_modules"), join(project.folder, "node_modules"), "junction");
  writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript7/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [compiler, "-p", project.folder], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
  expect(status).toBe(0);
}, 120_000);

describe("what is refused", () => {
  const query = { trigger: "query" };
  const http = { trigger: "http" };
  test.each<readonly [string, FunctionTexts, string, string]>([
    ["../evil", query, "NAME_NOT_ALLOWED", "Write evil."],
    ["con", query, "NAME_RESERVED_BY_WINDOWS", "con-task"],
    ["a".repeat(300), query, "NAME_TOO_LONG", "at most 50"],
    [".hidden", query, "NAME_NOT_ALLOWED", "Write hidden."],
    ["send\ninvoice", query, "NAME_NOT_ALLOWED", "send-invoice"],
    [
      "on-invoice",
      { trigger: "model-change", model: "Invoce" },
      "MODEL_NOT_FOUND",
      "Did you mean `Invoice`?",
    ],
    ["on-priority", { trigger: "model-change", model: "Priority" }, "MODEL_NOT_FOUND", "is not a model"],
    ["get-it", { ...query, returns: ["Order"] }, "MODEL_NOT_FOUND", "plinth add-model Order"],
    ["get-it", { ...query, input: ["p:Priorty"] }, "TYPE_NOT_FOUND", "Priority"],
    ["hook", { ...http, path: "no-slash" }, "DEFINITION_INVALID", '"--path no-slash": '],
    ["hook", { ...http, path: '/x"; process.exit(1); "' }, "DEFINITION_INVALID", '"--path '],
    ["hook", { ...http, path: "/x*/\n/../y" }, "DEFINITION_INVALID", '"--path '],
    ["late", { trigger: "schedule", cron: "0 6 * * *" }, "DEFINITION_INVALID", '"--cron 0 6 * * *": '],
    [
      "late",
      { trigger: "schedule", cron: "0 6 * * ? *", timezone: "Mars" },
      "DEFINITION_INVALID",
      '"--timezone Mars": ',
    ],
    ["slow", { ...query, timeout: "60" }, "DEFINITION_INVALID", '"--timeout 60": '],
    ["who", { ...query, access: "ghost" }, "DEFINITION_INVALID", '"--access ghost": '],
    [
      "odd",
      { ...query, input: ["a:text:default=x:max=0", "b:text"] },
      "DEFINITION_INVALID",
      '"--input a:text:default=x:max=0 b:text": ',
    ],
    ["up", { trigger: "file-upload", prefix: "../x" }, "DEFINITION_INVALID", '"--prefix ../x": '],
    ["get-invoice", query, "DEFINITION_INVALID", '"get-invoice": '],
    ["env", { ...query, environment: ["AWS_REGION=x"] }, "DEFINITION_INVALID", '"--env AWS_REGION=x": '],
  ])("%s %j", async (name, options, code, text) => {
    const failed = await failure(name, options);
    expect(failed.code).toBe(code);
    expect(failed.text).toContain(text);
  });

  test("a function that is there, whatever the capitals of its folder", async () => {
    await add("ping", { trigger: "query" });
    expect((await failure("ping", { trigger: "http", path: "/x" })).code).toBe("FUNCTION_EXISTS");
    project.write({ "functions/Pong/notes.txt": "mine" });
    expect((await failure("pong", { trigger: "query" })).code).toBe("FUNCTION_EXISTS");
  });
});
