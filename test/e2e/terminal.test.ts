import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { filesBelow } from "./support/files-below.ts";
import { plinth } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { keys, onTerminal } from "./support/terminal.ts";

const folder = temporaryFolder();
const colour = `${String.fromCharCode(27)}[3`;

describe("init", () => {
  test("asks, says why an answer does not do, and makes the project", async () => {
    const terminal = onTerminal(["init", "asked", "--no-install", "--no-git"], { folder });
    await terminal.see("Name of the app");
    terminal.press("Acme", keys.enter);
    await terminal.see("is not kebab-case");
    // The wrong answer stays to be mended: four characters back.
    terminal.press("\u007f".repeat(4), "acme", keys.enter);
    await terminal.see("AWS region");
    terminal.press(keys.down, keys.enter);
    await terminal.see("Stages");
    terminal.press("dev, live", keys.enter);
    await terminal.see("Monthly budget");
    terminal.press(keys.enter);
    await terminal.see("budget alarm");
    terminal.press("ops@acme.example", keys.enter);
    await terminal.see("Roles");
    terminal.press(keys.enter);
    await terminal.see("Ready: acme in asked");
    expect(await terminal.ended()).toBe(0);
    const config = readFileSync(join(folder, "asked/plinth.config.ts"), "utf8");
    expect(config).toContain('name: "acme"');
    expect(config).toContain('region: "us-west-2"');
    expect(config).toContain("stages: { dev: {}, live: {} }");
    expect(config).toContain('budget: { monthlyUsd: 500, email: "ops@acme.example" }');
    expect(terminal.raw()).toContain(colour);
  });

  test("Ctrl-C at a question leaves nothing", async () => {
    const terminal = onTerminal(["init", "left"], { folder });
    await terminal.see("Name of the app");
    terminal.press(keys.enter);
    await terminal.see("AWS region");
    terminal.press(keys.controlC);
    await terminal.see("Cancelled. Nothing was changed.");
    expect(await terminal.ended()).toBe(130);
    expect(readdirSync(folder).filter((name) => name.includes("left"))).toEqual([]);
  });

  test.each(["new", "existing"])("Ctrl-C while installing leaves nothing, in a %s folder", async (kind) => {
    const target = join(folder, `${kind}-app`);
    const programs = fakeInstaller();
    if (kind === "existing") {
      mkdirSync(target);
      writeFileSync(join(target, "LICENSE"), "mine");
    }
    const environment = { PATH: [programs, process.env["PATH"] ?? ""].join(delimiter) };
    const flags = "--region eu-west-1 --stages dev --budget 9 --email a@b.example --roles admin".split(" ");
    const terminal = onTerminal(["init", target, "--name", "acme", "--package-manager", "npm", ...flags], {
      folder,
      environment,
    });
    await terminal.see("half way through");
    expect(existsSync(join(target, "node_modules"))).toBe(true);
    terminal.press(keys.controlC);
    await terminal.see("Cancelled. Nothing was changed.");
    expect(await terminal.ended()).toBe(130);
    expect(readdirSync(folder).filter((name) => name.startsWith(`.${kind}`))).toEqual([]);
    expect(existsSync(target) ? readdirSync(target) : null).toEqual(kind === "existing" ? ["LICENSE"] : null);
  });
});

describe("in a project", () => {
  const project = join(folder, "acme");
  beforeAll(async () => {
    expect(await plinth(["init", "acme", "--yes", "--no-install", "--no-git"], { folder })).toMatchObject({
      code: 0,
    });
    expect(await plinth(["add-model", "Customer", "name:text"], { folder: project })).toMatchObject({
      code: 0,
    });
  });

  test("add-model asks field by field and writes what the arguments would", async () => {
    const terminal = onTerminal(["add-model"], { folder: project });
    await terminal.see("Name of the model");
    terminal.press("Invoice", keys.enter);
    await terminal.see("Whose data is it?");
    terminal.press(keys.enter);
    await terminal.see("First field");
    terminal.press("number", keys.enter);
    await terminal.see("Type of number");
    terminal.press(keys.enter);
    await terminal.see("number is");
    terminal.press(keys.down, keys.space, keys.enter);
    await terminal.see("Next field");
    terminal.press("number", keys.enter);
    await terminal.see("There is a field number already.");
    terminal.press("\u007f".repeat(6), "customer", keys.enter);
    await terminal.see("Type of customer");
    terminal.press("belongs", keys.enter);
    await terminal.see("belongsTo which model?");
    terminal.press(keys.enter);
    await terminal.see("May customer be empty?");
    terminal.press(keys.enter);
    await terminal.see("Next field");
    terminal.press(keys.enter);
    await terminal.see("models/invoice.ts");
    expect(await terminal.ended()).toBe(0);
    const text = readFileSync(join(project, "models/invoice.ts"), "utf8");
    expect(text).toContain("number: text().unique()");
    expect(text).toContain('customer: belongsTo("Customer")');
    expect(readFileSync(join(project, "models/customer.ts"), "utf8")).toContain('hasMany("Invoice")');
  });

  test("Ctrl-C in the middle of add-model leaves the project as it was", async () => {
    const before = filesBelow(project);
    const terminal = onTerminal(["add-model", "Payment"], { folder: project });
    await terminal.see("Whose data is it?");
    terminal.press(keys.enter);
    await terminal.see("First field");
    terminal.press("amount", keys.enter);
    await terminal.see("Type of amount");
    terminal.press(keys.controlC);
    expect(await terminal.ended()).toBe(130);
    expect(filesBelow(project)).toEqual(before);
  });

  test("add-function asks what starts it", async () => {
    const terminal = onTerminal(["add-function", "stripe-webhook"], { folder: project });
    await terminal.see("What starts it?");
    terminal.press("http", keys.enter);
    await terminal.see("Method");
    terminal.press(keys.enter);
    await terminal.see("Path");
    terminal.press(keys.enter);
    await terminal.see("functions/stripe-webhook/handler.ts");
    expect(await terminal.ended()).toBe(0);
    expect(readFileSync(join(project, "functions/stripe-webhook/function.ts"), "utf8")).toContain(
      "/webhooks/stripe",
    );
  });

  test("synth asks before it generates, and no means no", async () => {
    writeFileSync(
      join(project, "models/note.ts"),
      'import { model, text } from "plinth";\n\nexport const Note = model({ text: text() });\n',
    );
    mkdirSync(join(project, "node_modules/aws-cdk-lib"), { recursive: true });
    const before = filesBelow(project);
    const terminal = onTerminal(["synth"], { folder: project });
    await terminal.see("Generate now?");
    terminal.press("n", keys.enter);
    await terminal.see('Run "plinth generate"');
    expect(await terminal.ended()).toBe(2);
    expect(filesBelow(project)).toEqual(before);
  });

  test("NO_COLOR is honoured on a terminal", async () => {
    const coloured = onTerminal(["synth", "--help"], { folder: project });
    const plain = onTerminal(["synth", "--help"], { folder: project, environment: { NO_COLOR: "1" } });
    expect([await coloured.ended(), await plain.ended()]).toEqual([0, 0]);
    expect(coloured.raw()).toContain(colour);
    expect(plain.raw()).not.toContain(String.fromCharCode(27));
  });
});

/** A package manager that is never done. */
function fakeInstaller(): string {
  const programs = join(folder, "programs");
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, "npm"), '#!/bin/sh\nmkdir node_modules\necho "half way through"\nsleep 60\n');
  chmodSync(join(programs, "npm"), 0o755);
  return programs;
}
