import { accessDenied } from "../errors.ts";

/** Bytes that a file may have. */
export interface LengthRange {
  readonly minimum: number;
  readonly maximum: number;
}

interface Condition {
  readonly kind: "eq" | "starts-with";
  readonly field: string;
  readonly value: string;
  /** For error messages, as the policy has it. */
  readonly text: string;
}

/** Fields that need no condition: what carries the signature itself, the file, and what is to be ignored. */
const exempt = /^(x-amz-signature|policy|file|signature|awsaccesskeyid|x-ignore-.*)$/;

/**
 * Holds a form's policy document against its fields: every condition must hold, and every field must have one.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 *
 * @param policy JSON text
 * @param fields lower-case names; `bucket` is the bucket the form was sent to
 * @param now milliseconds since 1970
 * @returns the limits of the file's length; null: none
 * @throws WireError AccessDenied naming what does not hold
 */
export function checkPostPolicy(
  policy: string,
  fields: ReadonlyMap<string, string>,
  now: number,
): LengthRange | null {
  const { expiration, conditions } = parse(policy);
  if (Number.isNaN(expiration)) throw invalid("Invalid 'expiration' value");
  if (expiration <= now) throw accessDenied("Invalid according to Policy: Policy expired.");
  const range = conditions.map(readRange).find((found) => found !== null) ?? null;
  const read = conditions.filter((raw) => readRange(raw) === null).flatMap(readCondition);
  for (const condition of read) {
    if (holds(condition, fields.get(condition.field) ?? "")) continue;
    throw accessDenied(`Invalid according to Policy: Policy Condition failed: ${condition.text}`);
  }
  const covered = new Set(read.map(({ field }) => field));
  const extra = [...fields.keys()].find(
    (name) => !exempt.test(name) && name !== "bucket" && !covered.has(name),
  );
  if (extra !== undefined) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra}`);
  return range;
}

function holds({ kind, field, value }: Condition, actual: string): boolean {
  if (kind === "eq") return actual === value;
  // "If the content type has a comma-separated list, each of the values must begin so."
  if (field === "content-type") return actual.split(",").every((part) => part.trim().startsWith(value));
  return actual.startsWith(value);
}

function parse(policy: string): { expiration: number; conditions: unknown[] } {
  let document: { expiration?: unknown; conditions?: unknown };
  try {
    document = Object(JSON.parse(policy)) as typeof document;
  } catch {
    throw invalid("Invalid JSON.");
  }
  if (typeof document.expiration !== "string") throw invalid("Policy missing expiration.");
  if (!Array.isArray(document.conditions)) throw invalid("Policy missing conditions.");
  return { expiration: Date.parse(document.expiration), conditions: document.conditions as unknown[] };
}

function readRange(raw: unknown): LengthRange | null {
  if (!Array.isArray(raw) || String(raw[0]).toLowerCase() !== "content-length-range") return null;
  const [minimum, maximum] = [Number(raw[1]), Number(raw[2])];
  if (Number.isNaN(minimum) || Number.isNaN(maximum)) throw invalid("Invalid content-length-range.");
  return { minimum, maximum };
}

function readCondition(raw: unknown): Condition[] {
  if (Array.isArray(raw)) {
    const [kind, field, value] = raw.map(String);
    const lower = kind?.toLowerCase();
    if ((lower !== "eq" && lower !== "starts-with") || !field?.startsWith("$") || value === undefined)
      throw invalid(`Invalid Condition: ${JSON.stringify(raw)}`);
    return [{ kind: lower, field: field.slice(1).toLowerCase(), value, text: JSON.stringify(raw) }];
  }
  if (typeof raw !== "object" || raw === null) throw invalid("Invalid Simple-Condition.");
  return Object.entries(raw).map(([field, value]) => ({
    kind: "eq",
    field: field.toLowerCase(),
    value: String(value),
    text: JSON.stringify(["eq", `$${field}`, String(value)]),
  }));
}

function invalid(reason: string) {
  return accessDenied(`Invalid Policy: ${reason}`);
}
