import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../../../../src/local/services/iam/policy/document.ts";
import { evaluate } from "../../../../../../src/local/services/iam/policy/evaluate.ts";
import { type NaiveStatement, naivelyAllowed } from "./naive-evaluator.ts";

/** `POLICY_RUNS=100000` for a longer look. */
const numRuns = Number(process.env["POLICY_RUNS"] ?? 2000);
const accountId = "123456789012";
const role = `arn:aws:iam::${accountId}:role/worker`;
const session = `arn:aws:sts::${accountId}:assumed-role/worker/one`;

const oneOrMore = <T>(each: fc.Arbitrary<T>) =>
  fc.oneof(each, fc.array(each, { minLength: 1, maxLength: 3 }));
const actions = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"];
const actionPattern = fc.constantFrom(
  ...actions,
  "*",
  "s3:*",
  "S3:getobject",
  "s3:Get*",
  "s3:??tObject",
  "*:Send*",
);
const paths = ["a", "a/b", "ab", "b/a", "", "a.b", "A"];
const resources = paths.map((path) => `arn:aws:s3:::bucket/${path}`);
const resourcePattern = fc.constantFrom(
  ...resources,
  "*",
  "arn:aws:s3:::bucket/*",
  "arn:aws:s3:::bucket/a*",
  "arn:aws:s3:::bucket/?",
  "arn:aws:s3:::*/b",
  "arn:aws:s3:::bucket/*a*",
);
const texts = fc.constantFrom("x", "X", "xy", "", "true", "false", "1", "2", "10");
const values = oneOrMore(fc.oneof(texts, fc.constantFrom("x*", "?", "*")));
const bare = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
  "Bool",
];
const operator = fc
  .tuple(
    fc.constantFrom("", "", "ForAllValues:", "ForAnyValue:"),
    fc.constantFrom(...bare),
    fc.constantFrom("", "", "IfExists"),
  )
  .map((parts) => parts.join(""));
const keys = fc.constantFrom("aws:PrincipalTag/team", "s3:prefix", "aws:TagKeys");
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.tuple(operator, keys, values).map(([name, key, wanted]) => ({ [name]: { [key]: wanted } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(keys, fc.constantFrom("true", "false"))
      .map(([key, wanted]) => ({ Null: { [key]: wanted } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom("NumericLessThan", "NumericGreaterThanEquals", "NumericEquals"),
        fc.constantFrom("1", "5", "10"),
      )
      .map(([name, wanted]) => ({ [name]: { "s3:max-keys": wanted } })),
  },
);
const what = fc.oneof(
  { weight: 4, arbitrary: fc.record({ Action: oneOrMore(actionPattern) }) },
  { weight: 1, arbitrary: fc.record({ NotAction: oneOrMore(actionPattern) }) },
);
const where = fc.oneof(
  { weight: 4, arbitrary: fc.record({ Resource: oneOrMore(resourcePattern) }) },
  { weight: 1, arbitrary: fc.record({ NotResource: oneOrMore(resourcePattern) }) },
);
const effect = fc.record({ Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const) });
const statement = fc
  .tuple(effect, what, where, condition)
  .map(([a, b, c, Condition]) => ({ ...a, ...b, ...c, Condition }) as NaiveStatement);
const policy = fc.array(statement, { minLength: 1, maxLength: 3 });
const resourcePolicy = fc.array(
  fc
    .tuple(statement, oneOrMore(fc.constantFrom(role, session, `arn:aws:iam::${accountId}:role/other`)))
    .map(([one, AWS]) => ({ ...one, Principal: { AWS } })),
  { minLength: 1, maxLength: 2 },
);
const policies = fc.record({
  identity: fc.array(policy, { maxLength: 2 }),
  resource: fc.option(resourcePolicy),
  boundary: fc.option(policy, { freq: 2 }),
  session: fc.array(policy, { maxLength: 1 }),
});
const context = fc.record(
  {
    "aws:principaltag/team": texts.map((text) => [text]),
    "s3:prefix": texts.map((text) => [text]),
    "aws:tagkeys": fc.array(texts, { minLength: 1, maxLength: 3 }),
    "s3:max-keys": fc.constantFrom("1", "7", "10").map((text) => [text]),
  },
  { requiredKeys: [] },
);
const request = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context,
});

const parsed = (Statement: readonly NaiveStatement[]) =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }));

type Case = [typeof request, typeof policies] extends [fc.Arbitrary<infer R>, fc.Arbitrary<infer P>]
  ? [R, P]
  : never;

function decided([{ action, resource, context: found }, given]: Case): boolean {
  const one = Object.entries(found).map(([key, all]) => [key, all?.length === 1 ? all[0] : all]);
  const verdict = evaluate(
    {
      action,
      resource,
      context: Object.fromEntries(one),
      principals: { session, identity: role, accountId, service: null, federated: null },
      resourcePolicyDecides: false,
    },
    {
      identity: given.identity.map(parsed),
      resource: given.resource === null ? null : parsed(given.resource),
      boundary: given.boundary === null ? null : parsed(given.boundary),
      session: given.session.map(parsed),
    },
  );
  return verdict.decision === "allowed";
}

const both = fc.tuple(request, policies);

describe("the policy evaluator", () => {
  test("decides as a naive reading of the documentation does", () => {
    let granted = 0;
    fc.assert(
      fc.property(both, ([asked, given]) => {
        const context = Object.fromEntries(
          Object.entries(asked.context).flatMap(([key, all]) =>
            all === undefined ? [] : [[key, all] as const],
          ),
        );
        const expected = naivelyAllowed({ ...asked, context, session, role }, given);
        if (expected) granted += 1;
        expect(decided([asked, given])).toBe(expected);
      }),
      { numRuns },
    );
    // Both answers occur often enough for the comparison to mean something.
    expect(granted).toBeGreaterThan(numRuns / 20);
    expect(granted).toBeLessThan(numRuns * 0.95);
  });

  test("never allows more for a policy that denies, a boundary, or a session's policy", () => {
    fc.assert(
      fc.property(both, policy, ([asked, given], more) => {
        fc.pre(!decided([asked, given]));
        const denials = more.map((one) => ({ ...one, Effect: "Deny" as const }));
        expect(decided([asked, { ...given, identity: [...given.identity, denials] }])).toBe(false);
        if (given.boundary === null) expect(decided([asked, { ...given, boundary: more }])).toBe(false);
        if (given.session.length === 0) expect(decided([asked, { ...given, session: [more] }])).toBe(false);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  test("never allows less for a policy that only allows", () => {
    fc.assert(
      fc.property(both, policy, ([asked, given], more) => {
        fc.pre(decided([asked, given]));
        const grants = more.map((one) => ({ ...one, Effect: "Allow" as const }));
        expect(decided([asked, { ...given, identity: [...given.identity, grants] }])).toBe(true);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  test("denies all that a statement denies outright, whatever allows it", () => {
    fc.assert(
      fc.property(both, ([asked, given]) => {
        const all = [{ Effect: "Deny" as const, Action: "*", Resource: "*" }];
        expect(decided([asked, { ...given, identity: [...given.identity, all] }])).toBe(false);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  test("takes no operator and no key for one that every object has", () => {
    const odd = (Condition: object) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition }],
      });
    for (const name of ["toString", "constructor", "__proto__x", "StringEqual"])
      expect(() => parsePolicy(odd({ [name]: { "aws:x": "1" } }))).toThrow();
    const Condition = { StringEquals: { constructor: "x" } };
    const identity = [[{ Effect: "Allow" as const, Action: "*", Resource: "*", Condition }]];
    const asked = { action: "s3:GetObject", resource: resources[0] as string, context: {} };
    expect(decided([asked, { identity, resource: null, boundary: null, session: [] }])).toBe(false);
  });
});
