import { WireError } from "../../../kernel/wire-error.ts";

/** A parsed IAM policy, with every field that may be one or many made a list. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions: Match;
  /** Identity policies and most resource policies; null in trust policies. */
  readonly resources: Match | null;
  /** Resource and trust policies. */
  readonly principals: Principals | null;
  /** Operator (`StringEquals`), key, values. */
  readonly conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
  }[];
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

/**
 * Parses a policy's JSON text, per the IAM policy grammar
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
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
  const statements = Array.isArray(raw["Statement"]) ? raw["Statement"] : [raw["Statement"]];
  return { statements: statements.map(parseStatement) };
}

function parseStatement(raw: unknown): Statement {
  if (!isRecord(raw)) throw malformed("Syntax errors in policy.");
  const effect = raw["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Effect must be Allow or Deny.");
  const actions = match(raw, "Action");
  if (actions === null) throw malformed("Policy statement must contain actions.");
  return {
    effect,
    actions,
    resources: match(raw, "Resource"),
    principals: principals(raw),
    conditions: conditions(raw["Condition"]),
  };
}

function match(raw: Record<string, unknown>, field: "Action" | "Resource"): Match | null {
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
  return {
    byType: Object.fromEntries(Object.entries(value).map(([type, list]) => [type, texts(list)])),
    negated,
  };
}

function conditions(raw: unknown): Statement["conditions"] {
  if (raw === undefined) return [];
  if (!isRecord(raw)) throw malformed("Syntax errors in policy.");
  return Object.entries(raw).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) throw malformed("Syntax errors in policy.");
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string): WireError {
  return new WireError("MalformedPolicyDocument", message, 400);
}
