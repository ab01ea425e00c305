import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { companyData } from "../../scripts/demo/company-data.ts";

const demo = join(import.meta.dirname, "../../demo");

test("the demo's data is what its generator writes", () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-demo-data-"));
  try {
    execFileSync(process.execPath, [join(demo, "make-data.ts"), folder]);
    const names = readdirSync(join(demo, "data"));
    expect(readdirSync(folder)).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(demo, "data", name), "utf8"), name).toBe(
        readFileSync(join(folder, name), "utf8"),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each(["alpine", "harbour"])("every reference in the data of %s leads to a record", (id) => {
  const { records, links } = companyData(id);
  const all = [...records.values()].flat().map(({ input }) => input);
  const ids = new Set(all.map((input) => input.id));
  expect(ids.size).toBe(all.length);
  for (const input of [...all, ...links.map((link) => link.input)]) {
    for (const [field, value] of Object.entries(input)) {
      if (/Ids?$/.test(field))
        for (const each of [value].flat()) expect(ids.has(each as string), field).toBe(true);
    }
  }
});
