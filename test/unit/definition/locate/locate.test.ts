import { expect, test } from "vitest";
import type { Step } from "../../../../src/definition/finding.ts";
import { locate } from "../../../../src/definition/locate/locate.ts";

const text = `import { model, text } from "plinth";
import { Shared as Other } from "./other.ts";

const fields = {
  inner: text(),
};
const Hidden = model({
  name: text(),
});

export const Invoice = (model({
  ...fields,
  "quoted": text()
    .min(1)
    .max(2)
    .max(3),
  nested: object({
    deep: text(),
  }).optional(),
}) satisfies unknown)
  .index("byA", ["quoted"])
  .access({
    read: "member",
  })
  .index("byB", ["nested"]);
export { Hidden as Shown, Other };
export default defineConfig({
  stages: { dev: { account: 1 } },
});
`;

const lineOf = (...path: Step[]): number | null | undefined =>
  locate([{ place: { file: "models/a.ts", path }, message: "", remedy: "" }], () => text)[0]?.line;

const Invoice: Step = { export: "Invoice" };

test.each<readonly [string, number, readonly Step[]]>([
  ["an export", 11, [Invoice]],
  ["a property in quotes", 13, [Invoice, { property: "quoted" }]],
  ["a spread property", 5, [Invoice, { property: "inner" }]],
  ["a call in a field's chain", 14, [Invoice, { property: "quoted" }, { call: "min", nth: 0 }]],
  ["the second call of a name", 16, [Invoice, { property: "quoted" }, { call: "max", nth: 1 }]],
  ["the last call of a name", 16, [Invoice, { property: "quoted" }, { call: "max", nth: -1 }]],
  ["a property of a nested object", 18, [Invoice, { property: "nested" }, { property: "deep" }]],
  ["the second call of a model", 25, [Invoice, { call: "index", nth: 1 }]],
  ["a property of a call's argument", 23, [Invoice, { call: "access", nth: 0 }, { property: "read" }]],
  ["what cannot be found: as near as possible", 11, [Invoice, { property: "missing" }]],
  ["an export under another name", 7, [{ export: "Shown" }]],
  ["a property of it", 8, [{ export: "Shown" }, { property: "name" }]],
  ["an export of an import", 26, [{ export: "Other" }]],
  ["the default export", 27, [{ export: "default" }]],
  [
    "a property of it, deep",
    28,
    [{ export: "default" }, { property: "stages" }, { property: "dev" }, { property: "account" }],
  ],
])("%s", (_, line, path) => {
  expect(lineOf(...path)).toBe(line);
});

test("an export that is not there, and a file that is not there, have no line", () => {
  expect(lineOf({ export: "Nothing" })).toBeNull();
  const place = { file: "x.ts", path: [Invoice] };
  expect(locate([{ place, message: "", remedy: "" }], () => null)[0]?.line).toBeNull();
});
