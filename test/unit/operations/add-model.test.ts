import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ModelOptionTexts } from "../../../src/authoring/arguments/parse-model-options.ts";
import { Cancelled } from "../../../src/errors/cancelled.ts";
import { UserError } from "../../../src/errors/user-error.ts";
import { type AddModelInput, type AddModelResult, addModel } from "../../../src/operations/add-model.ts";
import { planProject } from "../../../src/operations/plan-project.ts";
import { copyOf, quiet, type ScratchProject, scratchProject } from "./scratch-project.ts";

let base: ScratchProject;
let project: ScratchProject;

beforeAll(async () => {
  base = scratchProject();
  project = base;
  await add("Customer name:text:max=200 email:email:unique");
  await add("Invoice number:text:max=20 customer:belongsTo:Customer", { indexes: ["byNumber:number"] });
});
afterAll(() => base.remove());
beforeEach(() => {
  project = copyOf(base);
});
afterEach(() => project.remove());

async function add(
  line: string,
  options: ModelOptionTexts = {},
  more: Partial<AddModelInput> = {},
): Promise<AddModelResult> {
  const [name = "", ...fields] = line.split(" ");
  const input = { project: project.folder, name, fields, options, inverse: true, dryRun: false, ...more };
  return addModel(input, quiet);
}

/** What a command that must fail says; it must leave every byte as it was. */
async function failure(line: string, options: ModelOptionTexts = {}, more: Partial<AddModelInput> = {}) {
  const before = project.snapshot();
  const error = await add(line, options, more).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(project.snapshot()).toEqual(before);
  if (!(error instanceof UserError)) throw error ?? new Error(`${line} was accepted`);
  expect(error.exit).toBe(2);
  const text = [
    error.message,
    error.remedy,
    ...error.problems.flatMap((one) => [one.message, one.remedy]),
  ].join("\n");
  return { code: error.code, problems: error.problems, text };
}

describe("a new model", () => {
  test("is written, generated and told about", async () => {
    const result = await add("Label title:text:max=50 invoices:manyToMany:Invoice", { softDelete: "7" });
    expect(project.read("models/label.ts")).toBe(`\
import { manyToMany, model, text } from "plinth";

export const Label = model({
  title: text().max(50),
  invoices: manyToMany("Invoice"),
}).softDelete({ keepDays: 7 });
`);
    expect(project.read("models/invoice.ts")).toContain('  labels: manyToMany("Label"),\n');
    expect(result).toMatchObject({
      model: "Label",
      isNew: true,
      dryRun: false,
      created: ["models/label.ts"],
      edited: ["models/invoice.ts"],
      added: { Label: ["title", "invoices"], Invoice: ["labels"] },
      api: {
        queries: ["getLabel(id)", "listLabels"],
        mutations: [
          "createLabel",
          "updateLabel",
          "deleteLabel",
          "restoreLabel",
          "linkInvoiceLabels",
          "unlinkInvoiceLabels",
        ],
        subscriptions: ["onLabelChanged"],
      },
      deploy: [
        "No table changes, and nothing is replaced.",
        "Adds the resolvers of Label to nested stack 1.",
        "Adds labels to Invoice in the API.",
      ],
    });
    expect(result.generated.created).toEqual(["infra/models/label.gen.ts"]);
    expect((await planProject(project.folder)).changes).toEqual([]);
  });

  test("tells which slot an index takes, and whether a table is created", async () => {
    const options = { indexes: ["byAt:kind:sort=at"], dedicated: true };
    const { deploy } = await add("PageView kind:text:max=20 at:dateTime:default=now", options);
    expect(deploy).toEqual([
      "Creates a table of its own for PageView.",
      "Adds the resolvers of PageView to nested stack 1.",
      "Index byAt of PageView takes slot 1.",
    ]);
  });

  test("without other sides where that is asked for", async () => {
    await add("Note text:text customer:belongsTo:Customer:unique", {}, { inverse: false });
    expect(project.read("models/note.ts")).toContain('}).unique(["customer"]);');
    expect(project.read("models/customer.ts")).toBe(base.read("models/customer.ts"));
  });

  test("dry: shows the change and writes nothing", async () => {
    const before = project.snapshot();
    const result = await add("Note text:text customer:belongsTo:Customer", {}, { dryRun: true });
    expect(project.snapshot()).toEqual(before);
    expect(result.created).toEqual(["models/note.ts"]);
    expect(result.diff).toContain('+  notes: hasMany("Note"),');
    expect(result.diff).toContain("+export const Note = model({");
    expect(result.generated.updated).toContain("infra/schema.gen.graphql");
  });

  test("takes an exported type from the file it is in", async () => {
    project.write({
      "models/shared/types.ts":
        'import { oneOf } from "plinth";\nexport const Priority = oneOf("low", "high");\n',
    });
    await add("Task priority:Priority:default=low");
    expect(project.read("models/task.ts")).toContain('import { Priority } from "./shared/types.ts";');
  });
});

describe("a model that exists", () => {
  test("gets new fields and indexes, and keeps everything else", async () => {
    const result = await add("Invoice dueOn:date:optional total:money", {
      indexes: ["byDue:customer:sort=dueOn"],
    });
    expect(project.read("models/invoice.ts")).toBe(`\
import { belongsTo, date, model, money, text } from "plinth";

export const Invoice = model({
  number: text().max(20),
  customer: belongsTo("Customer"),
  dueOn: date().optional(),
  total: money(),
})
  .index("byNumber", ["number"])
  .index("byDue", ["customer"], { sort: "dueOn" });
`);
    expect(result.isNew).toBe(false);
    expect(result.deploy).toContain(
      "Index byDue of Invoice takes slot 3, and the records that exist enter it.",
    );
    expect(result.notes).toEqual([
      "Invoice.total is required. Records that exist have none: fill them, or write .optional().",
    ]);
  });

  test.each([
    ["Invoice number:date", {}, "FIELD_EXISTS", "models/invoice.ts:4"],
    ["Invoice", {}, "MODEL_EXISTS", "plinth add-model Invoice paidOn:date:optional"],
    ["Invoice", { indexes: ["byNumber:number"] }, "INDEX_EXISTS", "models/invoice.ts:6"],
    ["Invoice paidOn:date:optional", { scope: "user" }, "OPTION_FOR_NEW_MODELS", "models/invoice.ts:3"],
    ["Invoice paidOn:date:optional", { access: { read: "admin" } }, "OPTION_FOR_NEW_MODELS", "by hand"],
    ["INVOICE a:text", {}, "MODEL_DIFFERS_BY_CASE", "Write Invoice"],
  ])("%s %j", async (line, options, code, text) => {
    const failed = await failure(line, options);
    expect(failed.code).toBe(code);
    expect(failed.text).toContain(text);
  });

  test("does not let a field of a spread be replaced", async () => {
    project.write({
      "models/task.ts": `import { model, text } from "plinth";
const shared = { title: text() };
export const Task = model({ ...shared, note: text() });
`,
    });
    expect((await failure("Task title:date")).code).toBe("FIELD_EXISTS");
    await add("Task dueOn:date:optional");
    expect(project.read("models/task.ts")).toContain("{ ...shared, note: text(), dueOn: date().optional() }");
  });
});

describe("files that Plinth does not change", () => {
  test.each([
    ["fields in a variable", "const fields = { name: text() };\nexport const Team = model(fields);"],
    ["fields made by a call", "const made = () => ({ name: text() });\nexport const Team = model(made());"],
    ["a model made by a call", "const make = () => model({ name: text() });\nexport const Team = make();"],
    [
      "a name that means something else",
      "const hasMany = 1;\nexport const Team = model({ name: text() }).describe(String(hasMany));",
    ],
  ])("%s: says what to write by hand", async (_, code) => {
    project.write({ "models/team.ts": `import { model, text } from "plinth";\n${code}\n` });
    const failed = await failure("Player name:text team:belongsTo:Team");
    expect(failed.code).toBe("FILE_NEEDS_YOUR_HAND");
    expect(failed.problems[0]).toMatchObject({ file: "models/team.ts", line: 3 });
    expect(failed.text).toContain('players: hasMany("Player"),');
    await add("Player name:text team:belongsTo:Team", {}, { inverse: false });
  });

  test("a type's name that means something else", async () => {
    project.write({
      "models/types.ts": 'import { oneOf } from "plinth";\nexport const Level = oneOf("low", "high");\n',
      "models/team.ts":
        'import { model, text } from "plinth";\nconst Level = 1;\nexport const Team = model({ name: text().max(Level) });\n',
    });
    const failed = await failure("Team level:Level");
    expect(failed.code).toBe("FILE_NEEDS_YOUR_HAND");
    expect(failed.text).toContain("level: Level,");
  });

  test("a file with a syntax error", async () => {
    project.write({ "models/team.ts": 'import { model } from "plinth";\n\nexport const Team = model({;\n' });
    const failed = await failure("Player team:belongsTo:Team");
    expect(failed.code).toBe("MODEL_FILE_BROKEN");
    expect(failed.problems[0]).toMatchObject({ file: "models/team.ts", line: 3 });
  });

  test("a file that is not UTF-8", async () => {
    project.write({ "models/team.ts": Buffer.from("// caf\xe9\nexport const Team = 1;\n", "latin1") });
    expect((await failure("Player name:text")).code).toBe("FILE_NOT_UTF8");
  });

  test("a file of another kind in the model's place", async () => {
    project.write({ "models/team.ts": "export const limit = 3;\n" });
    expect((await failure("Team name:text")).code).toBe("MODEL_FILE_TAKEN");
  });

  test("a generated file that was edited by hand", async () => {
    project.write({ "infra/schema.gen.graphql": `${project.read("infra/schema.gen.graphql")}\n# mine\n` });
    expect((await failure("Team name:text")).code).toBe("GENERATED_FILE_EDITED");
  });
});

describe("what the definition refuses is told by argument", () => {
  test.each([
    ["Team tenantId:text", {}, '"tenantId:text": The field name "tenantId" is taken'],
    ["Team a:date:default=2020-13-01", {}, '"a:date:default=2020-13-01": '],
    ["Team a:text:default=x:max=0", {}, '"a:text:default=x:max=0": '],
    ["Team a:text", { indexes: ["byB:b"] }, '"--index byB": '],
    ["Team a:text", { uniques: ["a,b"] }, '"--unique a,b": '],
    ["Team a:text", { access: { update: "ghost" } }, '"--update": '],
    ["Team a:text", { ttl: "a" }, '"--ttl": '],
    ["Team a:text", { scope: "global", access: { create: "member" } }, '"--create": '],
    ["Equipment a:text", {}, "--plural EquipmentItems"],
    ["Team customer:belongsTo:Customer customerId:id", {}, '"customer:belongsTo:Customer": '],
    ["Team parent:belongsTo:Team", {}, '"parent:belongsTo:Team": '],
    ["Invoice code:text:max=0", {}, '"code:text:max=0": '],
    ["Invoice a:text", { indexes: ["byNope:nope"] }, '"--index byNope": '],
  ])("%s %j", async (line, options, text) => {
    const failed = await failure(line, options);
    expect(failed.code).toBe("DEFINITION_INVALID");
    expect(failed.text).toContain(text);
    expect(failed.problems.every(({ file }) => file === null)).toBe(true);
  });

  test("problems that were there before keep the line they have on disk", async () => {
    project.write({
      "models/customer.ts": `import { model, text } from "plinth";

export const Customer = model({
  name: text(),
})
  .index("byName", ["nope"]);
`,
    });
    const failed = await failure("Note customer:belongsTo:Customer");
    expect(failed.problems).toMatchObject([{ file: "models/customer.ts", line: 6 }]);
  });
});

test("wrong arguments and unknown names are told in one go", async () => {
  const failed = await failure("note text:txt customer:belongsTo:Custmer priority:Priorty");
  expect(failed.problems).toHaveLength(4);
  expect(failed.text).toContain('Did you mean "Customer"?');
});

test("a model without a field", async () => {
  const failed = await failure("Team");
  expect(failed.code).toBe("FIELDS_MISSING");
  expect(failed.text).toContain("plinth add-model Team name:text:max=100");
});

describe("relations", () => {
  test.each([
    ["Note customer:belongsTo:Custmer", "TARGET_NOT_FOUND", 'Did you mean "Customer"?'],
    [
      "Note lines:hasMany:NoteLine",
      "TARGET_NOT_FOUND",
      "plinth add-model NoteLine note:belongsTo:Note:inverse=lines",
    ],
    ["Note priority:Priorty", "TYPE_NOT_FOUND", "export const Priorty"],
    ["Note customer:Customer", "TYPE_IS_MODEL", "customer:belongsTo:Customer"],
    ["Invoice again:belongsTo:Customer:inverse=name", "INVERSE_NAME_TAKEN", "inverse=anotherName"],
  ])("%s", async (line, code, text) => {
    const failed = await failure(line);
    expect(failed.code).toBe(code);
    expect(failed.text).toContain(text);
  });

  test("the advice for a model that is not there yet works", async () => {
    await add("Note text:text");
    await add("NoteLine note:belongsTo:Note:inverse=lines");
    expect(project.read("models/note.ts")).toContain('lines: hasMany("NoteLine"),');
  });

  test("a second way to the same model tells both apart", async () => {
    await add("Invoice payer:belongsTo:Customer:optional");
    const customer = project.read("models/customer.ts");
    expect(customer).toContain('invoices: hasMany("Invoice").via("customer"),');
    expect(customer).toContain('payerInvoices: hasMany("Invoice").via("payer"),');
  });
});

describe("names never reach a path or a template", () => {
  const long = "A".repeat(10_000);
  test.each([
    "../Evil",
    "..\\Evil",
    "/etc/passwd",
    "C:\\Evil",
    ".Hidden",
    "A/../../B",
    "Con",
    "Aux",
    "Lpt1",
    "Іnvoice",
    "Invoice\u200b",
    "Invoice\0",
    "Invoice\n",
    'Inv"oice',
    "Inv`oice",
    "Inv$" + "{1}",
    "__proto__",
    "constructor",
    long,
  ])("%j", async (name) => {
    const failed = await failure("", {}, { name, fields: ["a:text"] });
    expect(failed.text.length).toBeLessThan(1000);
    expect(failed.code).toMatch(/^NAME_/);
  });

  test.each([
    "note:text:default=%60%24%7Bprocess.exit(1)%7D",
    "note:text:default=%22%29%3Bprocess.exit(1)%3B%28%22",
    "note:text:describe=%2A%2F%3Cscript%3E%0Aexport%20const%20Evil%20%3D%201",
    "note:text:default=%5C%22%20%2B%20process.exit(1)%20%2B%20%5C%22",
  ])("and values stay values: %s", async (field) => {
    await add("", {}, { name: "Team", fields: [field] });
    expect((await planProject(project.folder)).changes).toEqual([]);
  });
});

test("Ctrl-C before the end leaves everything as it was", async () => {
  const before = project.snapshot();
  const controller = new AbortController();
  controller.abort();
  const input = {
    project: project.folder,
    name: "Team",
    fields: ["name:text"],
    options: {},
    inverse: true,
    dryRun: false,
  };
  await expect(addModel(input, { report: () => {}, signal: controller.signal })).rejects.toThrow(Cancelled);
  expect(project.snapshot()).toEqual(before);
});
