import { expect, test } from "vitest";
import type { AccessRule } from "../../../../../src/definition/ir.ts";
import { accessText, createText } from "../../../../../src/generators/graphql/words/access-text.ts";
import { anyone, creator, model, role, signedIn } from "../../../../support/backends/parts.ts";

test.each<[AccessRule, string]>([
  [[], "Allowed: the system only."],
  [[[role("member")]], "Allowed: member."],
  [[[role("admin")], [creator]], "Allowed: admin, or the creator."],
  [[[role("admin"), creator], [signedIn]], "Allowed: admin that is also the creator, or anyone signed in."],
  [[[anyone]], "Allowed: anyone."],
])("%o", (rule, expected) => {
  expect(accessText(rule)).toBe(expected);
});

test("whoever creates is the creator", () => {
  const access = { read: [], update: [], delete: [], create: [[creator]] };
  expect(createText(model("A", { access }))).toBe("Allowed: member.");
  expect(createText(model("A", { access, scope: "user" }))).toBe("Allowed: anyone signed in.");
  expect(createText(model("A", { access: { ...access, create: [[role("admin"), creator]] } }))).toBe(
    "Allowed: admin.",
  );
});
