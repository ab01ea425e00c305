// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like that
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../../../../src/local/services/iam/policy/document.ts";
import {
  type AccessRequest,
  evaluate,
  type Policies,
} from "../../../../../../src/local/services/iam/policy/evaluate.ts";

const roleArn = "arn:aws:iam::000000000000:role/team/worker";
const sessionArn = "arn:aws:sts::000000000000:assumed-role/worker/tester";

function request(action: string, resource: string, more: Partial<AccessRequest> = {}): AccessRequest {
  return {
    action,
    resource,
    context: {},
    principals: {
      session: sessionArn,
      identity: roleArn,
      accountId: "000000000000",
      service: null,
      federated: null,
    },
    resourcePolicyDecides: false,
    ...more,
  };
}

const document = (...statements: readonly object[]) =>
  parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
const none: Policies = { identity: [], resource: null, boundary: null, session: [] };
const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: "Deny",
});
const decide = (wanted: AccessRequest, policies: Partial<Policies>) =>
  evaluate(wanted, { ...none, ...policies }).decision;

const get = request("s3:GetObject", "arn:aws:s3:::mine/a/b");

describe("statements", () => {
  test.each([
    ["s3:GetObject", "arn:aws:s3:::mine/a/b", true],
    ["S3:getobject", "arn:aws:s3:::mine/*", true],
    ["s3:Get*", "*", true],
    ["s3:?etObject", "arn:aws:s3:::mine/a/?", true],
    ["*", "arn:aws:s3:::*/b", true],
    ["s3:PutObject", "*", false],
    ["s3:GetObjectAcl", "*", false],
    ["s3:GetObject", "arn:aws:s3:::mine", false],
    ["s3:GetObject", "arn:aws:s3:::Mine/a/b", false],
    ["s3:GetObject", "arn:aws:s3:*:mine/a/b", false],
    ["s3:GetObject", "arn:aws:s3", true],
    ["s3:GetObject", "arn:aws:sqs", false],
  ])("Action %s on %s", (action, resource, allowed) => {
    const policies = { identity: [document(allow(action, resource))] };
    expect(decide(get, policies)).toBe(allowed ? "allowed" : "implicitlyDenied");
  });

  test("a wildcard does not reach over a colon, except in the last part of an ARN", () => {
    const put = request("logs:PutLogEvents", "arn:aws:logs:eu-west-1:1:log-group:/a:log-stream:s");
    expect(decide(put, { identity: [document(allow("logs:*", "arn:aws:logs:*:1:log-group:/a:*"))] })).toBe(
      "allowed",
    );
    expect(decide(put, { identity: [document(allow("logs:*", "arn:aws:logs:*:log-group:/a:*"))] })).toBe(
      "implicitlyDenied",
    );
  });

  test("NotAction and NotResource mean everything else", () => {
    const notAction = { identity: [document({ Effect: "Allow", NotAction: "s3:Put*", Resource: "*" })] };
    expect(decide(get, notAction)).toBe("allowed");
    expect(decide(request("s3:PutObject", get.resource), notAction)).toBe("implicitlyDenied");
    const notResource = {
      identity: [
        document({
          Effect: "Allow",
          Action: "*",
          NotResource: ["arn:aws:s3:::other/*", "arn:aws:s3:::mine/a/*"],
        }),
      ],
    };
    expect(decide(get, notResource)).toBe("implicitlyDenied");
    expect(decide(request("s3:GetObject", "arn:aws:s3:::third/x"), notResource)).toBe("allowed");
  });

  test("variables stand for the caller's values, taken literally", () => {
    const policies = {
      identity: [document(allow("s3:GetObject", "arn:aws:s3:::mine/${aws:PrincipalTag/tenant}/*"))],
    };
    const as = (tenant: string, resource: string) =>
      decide(request("s3:GetObject", resource, { context: { "aws:principaltag/tenant": tenant } }), policies);
    expect(as("a", "arn:aws:s3:::mine/a/x")).toBe("allowed");
    expect(as("a", "arn:aws:s3:::mine/b/x")).toBe("implicitlyDenied");
    expect(as("*", "arn:aws:s3:::mine/b/x")).toBe("implicitlyDenied");
    expect(decide(request("s3:GetObject", "arn:aws:s3:::mine//x"), policies)).toBe("implicitlyDenied");
  });

  test("variables have defaults, and escapes for the characters that have a meaning", () => {
    const fallback = {
      identity: [document(allow("s3:GetObject", "arn:aws:s3:::mine/${aws:PrincipalTag/x, 'a'}/b"))],
    };
    expect(decide(get, fallback)).toBe("allowed");
    const star = { identity: [document(allow("s3:GetObject", "arn:aws:s3:::mine/${*}"))] };
    expect(decide(request("s3:GetObject", "arn:aws:s3:::mine/*"), star)).toBe("allowed");
    expect(decide(get, star)).toBe("implicitlyDenied");
  });

  test("before version 2012-10-17 there are no variables", () => {
    const old = parsePolicy(
      JSON.stringify({
        Version: "2008-10-17",
        Statement: allow("s3:GetObject", "arn:aws:s3:::mine/${aws:userid}"),
      }),
    );
    expect(decide(request("s3:GetObject", "arn:aws:s3:::mine/${aws:userid}"), { identity: [old] })).toBe(
      "allowed",
    );
  });
});

describe("kinds of policies", () => {
  test("an explicit deny wins, wherever it stands", () => {
    const open = document(allow("*"));
    const closed = document(deny("s3:*"));
    expect(decide(get, { identity: [open, closed] })).toBe("explicitlyDenied");
    expect(decide(get, { identity: [open], session: [open, closed] })).toBe("explicitlyDenied");
    expect(decide(get, { identity: [open], boundary: closed })).toBe("explicitlyDenied");
    const resource = document({ ...deny("s3:*"), Principal: "*" });
    expect(decide(get, { identity: [open], resource })).toBe("explicitlyDenied");
  });

  test("a boundary and a session policy narrow", () => {
    const identity = [document(allow("s3:*"))];
    const gets = document(allow("s3:Get*"));
    const put = request("s3:PutObject", get.resource);
    for (const policies of [{ boundary: gets }, { session: [gets] }]) {
      expect(decide(get, { identity, ...policies })).toBe("allowed");
      expect(decide(put, { identity, ...policies })).toBe("implicitlyDenied");
      expect(decide(request("sqs:SendMessage", "*"), { identity, ...policies })).toBe("implicitlyDenied");
    }
  });

  test("a boundary whose policy is gone allows nothing", () => {
    expect(decide(get, { identity: [document(allow("*"))], boundary: "nothing" })).toBe("implicitlyDenied");
  });

  test("several session policies together allow what one of them does", () => {
    const session = [document(allow("s3:GetObject")), document(allow("sqs:*"))];
    expect(decide(get, { identity: [document(allow("*"))], session })).toBe("allowed");
  });

  test.each([
    ["the session", { AWS: sessionArn }, "allowed"],
    ["the role", { AWS: roleArn }, "allowed"],
    ["everybody", "*", "allowed"],
    [
      "the account, which leaves it to the role",
      { AWS: "arn:aws:iam::000000000000:root" },
      "implicitlyDenied",
    ],
    ["the account by its number", { AWS: "000000000000" }, "implicitlyDenied"],
    ["another role", { AWS: "arn:aws:iam::000000000000:role/other" }, "implicitlyDenied"],
    ["a service", { Service: "s3.amazonaws.com" }, "implicitlyDenied"],
  ])("a resource policy that names %s", (_who, Principal, decision) => {
    const resource = document({ ...allow("s3:*"), Principal });
    expect(decide(get, { resource })).toBe(decision);
  });

  test("what a resource policy gives the role is narrowed by its boundary; what it gives the session is not", () => {
    const boundary = document(allow("sqs:*"));
    const to = (Principal: object) => ({ boundary, resource: document({ ...allow("s3:*"), Principal }) });
    expect(decide(get, to({ AWS: roleArn }))).toBe("implicitlyDenied");
    expect(decide(get, to({ AWS: sessionArn }))).toBe("allowed");
  });

  test("a denied account is all of its roles", () => {
    const resource = document({ ...deny("s3:*"), Principal: { AWS: "000000000000" } });
    expect(decide(get, { identity: [document(allow("*"))], resource })).toBe("explicitlyDenied");
  });

  test("NotPrincipal denies everybody else", () => {
    const denyBut = (principal: string) => ({
      identity: [document(allow("*"))],
      resource: document({ ...deny("s3:*"), NotPrincipal: { AWS: principal } }),
    });
    expect(decide(get, denyBut(roleArn))).toBe("allowed");
    expect(decide(get, denyBut("arn:aws:iam::000000000000:role/other"))).toBe("explicitlyDenied");
  });

  test("services have what resource policies give them", () => {
    const principals = {
      session: null,
      identity: null,
      accountId: null,
      service: "events.amazonaws.com",
      federated: null,
    };
    const asService = request("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:1:function:f", {
      principals,
      context: { "aws:sourcearn": "arn:aws:events:eu-west-1:1:rule/x" },
    });
    const policyFor = (rule: string) =>
      document({
        ...allow("lambda:InvokeFunction"),
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": `arn:aws:events:eu-west-1:1:rule/${rule}` } },
      });
    expect(decide(asService, { resource: policyFor("x") })).toBe("allowed");
    expect(decide(asService, { resource: policyFor("y") })).toBe("implicitlyDenied");
    expect(decide(asService, {})).toBe("implicitlyDenied");
  });

  test("where the resource's policy decides, the identity's alone is not enough", () => {
    const assume = request("sts:AssumeRole", "arn:aws:iam::000000000000:role/other", {
      resourcePolicyDecides: true,
    });
    const identity = [document(allow("sts:AssumeRole"))];
    const trusting = (Principal: object) =>
      document({ Effect: "Allow", Action: "sts:AssumeRole", Principal });
    expect(decide(assume, { identity })).toBe("implicitlyDenied");
    expect(decide(assume, { identity, resource: trusting({ AWS: "000000000000" }) })).toBe("allowed");
    expect(decide(assume, { resource: trusting({ AWS: "000000000000" }) })).toBe("implicitlyDenied");
    expect(decide(assume, { resource: trusting({ AWS: roleArn }) })).toBe("allowed");
    expect(decide(assume, { identity, resource: trusting({ Service: "lambda.amazonaws.com" }) })).toBe(
      "implicitlyDenied",
    );
  });
});

describe("always", () => {
  const word = fc.constantFrom("a", "b", "*", "?", "a*");
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.array(
      word.map((name) => `s:${name}`),
      { minLength: 1, maxLength: 3 },
    ),
    Resource: fc.array(
      word.map((name) => `arn:aws:s:r:1:${name}`),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const policy = fc.array(statement, { minLength: 1, maxLength: 4 });
  const asked = fc
    .tuple(fc.constantFrom("a", "b", "ab"), fc.constantFrom("a", "b", "ab"))
    .map(([action, resource]) => request(`s:${action}`, `arn:aws:s:r:1:${resource}`));
  const rank = { allowed: 2, implicitlyDenied: 1, explicitlyDenied: 0 };

  test("adding an allow never takes access away", () => {
    fc.assert(
      fc.property(policy, statement, asked, (statements, added, wanted) => {
        const before = decide(wanted, { identity: [document(...statements)] });
        const after = decide(wanted, { identity: [document(...statements, { ...added, Effect: "Allow" })] });
        expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
      }),
    );
  });

  test("adding a deny never gives access", () => {
    fc.assert(
      fc.property(policy, statement, asked, (statements, added, wanted) => {
        const before = decide(wanted, { identity: [document(...statements)] });
        const after = decide(wanted, { identity: [document(...statements, { ...added, Effect: "Deny" })] });
        expect(rank[after]).toBeLessThanOrEqual(rank[before]);
      }),
    );
  });

  test("boundaries and session policies never give access", () => {
    fc.assert(
      fc.property(policy, policy, asked, (identity, narrowing, wanted) => {
        const before = decide(wanted, { identity: [document(...identity)] });
        for (const policies of [
          { boundary: document(...narrowing) },
          { session: [document(...narrowing)] },
        ]) {
          const after = decide(wanted, { identity: [document(...identity)], ...policies });
          expect(rank[after]).toBeLessThanOrEqual(rank[before]);
        }
      }),
    );
  });

  test("the order of statements, and how they are spread over policies, does not matter", () => {
    fc.assert(
      fc.property(policy, asked, (statements, wanted) => {
        const together = decide(wanted, { identity: [document(...statements)] });
        const apart = decide(wanted, { identity: statements.toReversed().map((one) => document(one)) });
        expect(apart).toBe(together);
      }),
    );
  });
});
