/**
 * IAM's evaluation by the book, written for reading and not for speed, and without anything of the evaluator it is held
 * against: policies as the JSON they are, patterns as regular expressions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface NaiveStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: { readonly AWS: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface NaiveRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly session: string;
  readonly role: string;
}

export interface NaivePolicies {
  readonly identity: readonly (readonly NaiveStatement[])[];
  readonly resource: readonly NaiveStatement[] | null;
  readonly boundary: readonly NaiveStatement[] | null;
  readonly session: readonly (readonly NaiveStatement[])[];
}

export function naivelyAllowed(request: NaiveRequest, policies: NaivePolicies): boolean {
  const everything = [
    ...policies.identity,
    ...policies.session,
    ...(policies.boundary === null ? [] : [policies.boundary]),
  ].flat();
  const ofResource = (policies.resource ?? []).filter(
    (one) => named(one, request.session) || named(one, request.role),
  );
  const speaks = (effect: string) => (one: NaiveStatement) => one.Effect === effect && applies(one, request);
  if ([...everything, ...ofResource].some(speaks("Deny"))) return false;
  // A resource policy that names the session itself is subject to nothing else.
  if (ofResource.some((one) => named(one, request.session) && speaks("Allow")(one))) return true;
  const granted =
    policies.identity.flat().some(speaks("Allow")) ||
    ofResource.some((one) => named(one, request.role) && speaks("Allow")(one));
  const withinBoundary = policies.boundary === null || policies.boundary.some(speaks("Allow"));
  const withinSession = policies.session.length === 0 || policies.session.flat().some(speaks("Allow"));
  return granted && withinBoundary && withinSession;
}

function named({ Principal }: NaiveStatement, arn: string): boolean {
  return list(Principal?.AWS).includes(arn);
}

function applies(one: NaiveStatement, { action, resource, context }: NaiveRequest): boolean {
  const actionFits =
    one.Action === undefined
      ? !list(one.NotAction).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()))
      : list(one.Action).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()));
  const resourceFits =
    one.Resource === undefined
      ? !list(one.NotResource).some((pattern) => like(pattern, resource))
      : list(one.Resource).some((pattern) => like(pattern, resource));
  return (
    actionFits &&
    resourceFits &&
    Object.entries(one.Condition ?? {}).every(([operator, block]) =>
      Object.entries(block).every(([key, wanted]) =>
        holds(operator, list(wanted), context[key.toLowerCase()]),
      ),
    )
  );
}

function holds(operator: string, wanted: readonly string[], actual: readonly string[] | undefined): boolean {
  if (operator === "Null") return wanted.some((each) => (each === "true") === (actual === undefined));
  const forAll = operator.startsWith("ForAllValues:");
  const forAny = operator.startsWith("ForAnyValue:");
  const plain = operator.replace(/^For(All|Any)Value(s)?:/, "");
  if (plain.endsWith("IfExists") && actual === undefined) return true;
  const bare = plain.replace(/IfExists$/, "");
  const negative = /Not/.test(bare);
  const fits = (value: string) =>
    wanted.some((each) => compare(bare.replace("Not", ""), value, each)) !== negative;
  if (forAll) return (actual ?? []).every(fits);
  if (forAny) return (actual ?? []).some(fits);
  return actual === undefined ? negative : actual.every(fits);
}

function compare(operator: string, actual: string, wanted: string): boolean {
  switch (operator) {
    case "StringEquals":
      return actual === wanted;
    case "StringEqualsIgnoreCase":
    case "Bool":
      return actual.toLowerCase() === wanted.toLowerCase();
    case "StringLike":
      return like(wanted, actual);
    case "NumericEquals":
      return Number(actual) === Number(wanted);
    case "NumericLessThan":
      return Number(actual) < Number(wanted);
    case "NumericGreaterThanEquals":
      return Number(actual) >= Number(wanted);
    default:
      throw new Error(`The oracle does not know ${operator}`);
  }
}

function like(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[\\s\\S]*")
    .replaceAll("?", "[\\s\\S]");
  return new RegExp(`^${escaped}$`).test(text);
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
