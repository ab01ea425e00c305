import { WireError } from "../../../kernel/wire-error.ts";
import { readOperator } from "./conditions.ts";

/** A parsed IAM policy, with every field that may be one or many made a list. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** Version 2012-10-17; before it, `${...}` was plain text. */
  readonly variables: boolean;
}

export interface Statement {
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  readonly actions: Match;
  /** Identity policies and most resource policies; null in trust policies. */
  readonly resources: Match | null;
  /** Resource and trust policies. */
  readonly principals: Principals | null;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  /** `StringEquals` */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface Match {
  readonly patterns: readonly string[];
  /** NotAction, NotResource. */
  readonly negated: boolean;
}

export interface Principals {
  /** Type (`AWS`, `Service`, `Federated`) to values; `*` stands under `AWS`. */
  readonly byType: Readonly<Record<string, readonly string[]>>;
  readonly negated: boolean;
}

const versions = ["2012-10-17", "2008-10-17"];
const topLevel = ["Version", "Id", "Statement"];
const elements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
const principalTypes = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Parses a policy's JSON text, per the IAM policy grammar
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). Anything the grammar does not know is
 * an error: a misspelt element or operator must not silently widen or narrow access.
 *
 * @throws WireError MalformedPolicyDocument
 */
export function parsePolicy(text: string): PolicyDocument {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw malformed("Syntax errors in policy.");
  }
  if (!isRecord(raw) || raw["Statement"] === undefined) throw malformed("Syntax errors in policy.");
  refuseOthers(raw, topLevel);
  const version = raw["Version"] ?? "2008-10-17";
  if (!versions.includes(version as string))
    throw malformed(`The policy must contain a valid version string`);
  const statements = Array.isArray(raw["Statement"]) ? raw["Statement"] : [raw["Statement"]];
  return { statements: statements.map(parseStatement), variables: version === "2012-10-17" };
}

function parseStatement(raw: unknown): Statement {
  if (!isRecord(raw)) throw malformed("Syntax errors in policy.");
  refuseOthers(raw, elements);
  const effect = raw["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Effect must be Allow or Deny.");
  const actions = match(raw, "Action");
  if (actions === null) throw malformed("Policy statement must contain actions.");
  const wrong = actions.patterns.find((action) => action !== "*" && !/^[a-zA-Z0-9-*?]+:[^:]+$/.test(action));
  if (wrong !== undefined)
    throw malformed(`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.`);
  return {
    sid: typeof raw["Sid"] === "string" ? raw["Sid"] : null,
    effect,
    actions,
    resources: match(raw, "Resource"),
    principals: principals(raw),
    conditions: conditions(raw["Condition"]),
  };
}

function match(raw: Record<string, unknown>, field: "Action" | "Resource"): Match | null {
  if (raw[field] !== undefined && raw[`Not${field}`] !== undefined) {
    throw malformed(`A statement cannot have both ${field} and Not${field}.`);
  }
  if (raw[field] !== undefined) return { patterns: texts(raw[field]), negated: false };
  if (raw[`Not${field}`] !== undefined) return { patterns: texts(raw[`Not${field}`]), negated: true };
  return null;
}

function principals(raw: Record<string, unknown>): Principals | null {
  const negated = raw["NotPrincipal"] !== undefined;
  const value = raw["Principal"] ?? raw["NotPrincipal"];
  if (value === undefined) return null;
  if (value === "*") return { byType: { AWS: ["*"] }, negated };
  if (!isRecord(value)) throw malformed("Invalid principal in policy.");
  for (const type of Object.keys(value)) {
    if (!principalTypes.includes(type)) throw malformed(`Invalid principal in policy: "${type}"`);
  }
  return {
    byType: Object.fromEntries(Object.entries(value).map(([type, list]) => [type, texts(list)])),
    negated,
  };
}

function conditions(raw: unknown): Condition[] {
  if (raw === undefined) return [];
  if (!isRecord(raw)) throw malformed("Syntax errors in policy.");
  return Object.entries(raw).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) throw malformed("Syntax errors in policy.");
    if (readOperator(operator) === null) throw malformed(`Invalid Condition type : ${operator}.`);
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values) }));
  });
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== "string" && typeof item !== "boolean" && typeof item !== "number")
      throw malformed("Syntax errors in policy.");
    return String(item);
  });
}

function refuseOthers(raw: Record<string, unknown>, known: readonly string[]): void {
  const unknown = Object.keys(raw).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed(`Syntax error: the element ${unknown} is unknown.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function malformed(message: string): WireError {
  return new WireError("MalformedPolicyDocument", message, 400);
}
