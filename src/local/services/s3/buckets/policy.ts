import { WireError } from "../../../kernel/wire-error.ts";
import { bucketArn } from "../names.ts";

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Bytes. */
const largestPolicy = 20 * 1024;

/**
 * A bucket's policy: well-formed, with principals, and about this bucket alone.
 *
 * @throws WireError MalformedPolicy
 */
export function checkPolicy(text: string, bucket: string): readonly Statement[] {
  if (Buffer.byteLength(text) > largestPolicy)
    throw new WireError("PolicyTooLarge", "The policy exceeds the maximum allowed document size.", 400);
  const statements = parse(text);
  if (statements.length === 0) throw malformed("Could not parse the policy: Statement is empty!");
  for (const statement of statements) checkStatement(statement, bucket);
  return statements;
}

function parse(text: string): Statement[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document))
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  const raw = (document as { Statement?: unknown }).Statement;
  if (raw === undefined) throw malformed("Missing required field Statement");
  return (Array.isArray(raw) ? raw : [raw]) as Statement[];
}

function checkStatement(statement: Statement, bucket: string): void {
  if (typeof statement !== "object" || statement === null)
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny")
    throw malformed(`Invalid effect: ${String(statement.Effect)}`);
  if (statement.Principal === undefined && statement.NotPrincipal === undefined)
    throw malformed("Missing required field Principal");
  const actions = textsOf(statement.Action ?? statement.NotAction);
  if (actions.length === 0) throw malformed("Missing required field Action");
  if (!actions.every((action) => action === "*" || /^s3(-object-lambda)?:[A-Za-z*?]+$/i.test(action)))
    throw malformed("Policy has invalid action");
  const resources = textsOf(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) throw malformed("Missing required field Resource");
  const own = bucketArn(bucket);
  if (!resources.every((arn) => arn === "*" || arn === own || arn.startsWith(`${own}/`) || couldBe(arn, own)))
    throw malformed("Policy has invalid resource");
}

/** Wildcards may stand for a part of the name. */
function couldBe(pattern: string, arn: string): boolean {
  const name = pattern.split("/")[0] as string;
  const expression = name
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return /[*?]/.test(name) && new RegExp(`^${expression}$`).test(arn);
}

/**
 * Does the policy allow something to everybody? What a fixed condition narrows is not public.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublic(statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) => statement.Effect === "Allow" && isEverybody(statement) && !isNarrowed(statement),
  );
}

function isEverybody({ Principal, NotPrincipal }: Statement): boolean {
  if (NotPrincipal !== undefined || Principal === "*") return true;
  return typeof Principal === "object" && Principal !== null
    ? textsOf((Principal as { AWS?: unknown }).AWS).includes("*")
    : false;
}

const narrowing = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "aws:principalarn",
  "aws:principalaccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
]);

function isNarrowed({ Condition = {} }: Statement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      /^(String|Arn|IpAddress)/.test(operator) &&
      !/Not/.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) =>
          narrowing.has(key.toLowerCase()) &&
          textsOf(values).every((value) => !/^\*|0\.0\.0\.0\/0/.test(value)),
      ),
  );
}

function textsOf(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function malformed(message: string): WireError {
  return new WireError("MalformedPolicy", message, 400);
}
