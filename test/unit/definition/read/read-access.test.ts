import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccessRule } from "../../../../src/definition/ir.ts";
import { readAccess } from "../../../../src/definition/read/read-access.ts";
import { type AccessInput, all, any } from "../../../../src/index.ts";

const roles = ["admin", "member"];
const place = { file: "models/a.ts", path: [] };

function read(input: AccessInput): { rule: AccessRule; problems: number } {
  let problems = 0;
  const rule = readAccess(input, roles, ["creator", "signedIn"], place, () => {
    problems++;
  });
  return { rule, problems };
}

/** A rule as a tree, beside the same as the user writes it. */
interface Tree {
  readonly input: AccessInput;
  holds(is: ReadonlySet<string>): boolean;
}

const tree = fc.letrec<{ rule: Tree }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .constantFrom("admin", "member", "creator", "signedIn")
      .map((word): Tree => ({ input: word, holds: (is) => is.has(word) })),
    fc
      .tuple(fc.constantFrom("all", "any", "list"), fc.array(tie("rule"), { minLength: 1, maxLength: 3 }))
      .map(([kind, rules]): Tree => {
        const inputs = rules.map(({ input }) => input);
        return kind === "all"
          ? { input: all(...inputs), holds: (is) => rules.every((rule) => rule.holds(is)) }
          : {
              input: kind === "any" ? any(...inputs) : inputs,
              holds: (is) => rules.some((rule) => rule.holds(is)),
            };
      }),
  ),
})).rule;

test("an or of ands lets in exactly those that the rule as written does", () => {
  fc.assert(
    fc.property(tree, fc.subarray(["admin", "member", "creator", "signedIn"]), (rule, holding) => {
      const { rule: built, problems } = read(rule.input);
      fc.pre(problems === 0);
      const is = new Set(holding);
      const lets = built.some((term) =>
        term.every((principal) => is.has(principal.kind === "role" ? principal.role : principal.kind)),
      );
      expect(lets).toBe(rule.holds(is));
    }),
  );
});

test("what another alternative implies is left out", () => {
  expect(read(["admin", all("admin", "creator"), "admin"]).rule).toEqual([[{ kind: "role", role: "admin" }]]);
});

test("an empty list lets in nobody", () => {
  expect(read([])).toEqual({ rule: [], problems: 0 });
});
