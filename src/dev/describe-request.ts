/** A request as the cloud answered it. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface DescribedRequest {
  readonly kind: "graphql" | "http" | "sign-in";
  /** `createInvoice`, `POST /payments`, `SignUp`. */
  readonly name: string;
}

/** The operations of Cognito that an app's users call. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/ */
const signIn = new Set([
  "SignUp",
  "ConfirmSignUp",
  "InitiateAuth",
  "RespondToAuthChallenge",
  "GetTokensFromRefreshToken",
  "ForgotPassword",
  "ConfirmForgotPassword",
  "ChangePassword",
  "GlobalSignOut",
  "RevokeToken",
]);

/** Those by which support staff and functions change users. */
const administration = /^Admin(?!Get|List)\w*(?:User|Password|SignUp)/;

/** Whether users may be others after it: somebody signed up, or was invited, confirmed, disabled, removed. */
export function changesUsers(request: RawRequest): boolean {
  const operation = cognitoOperation(request);
  return operation !== undefined && (signIn.has(operation) || administration.test(operation));
}

/**
 * What a request of a project's clients was about.
 *
 * @returns null for what is no request of a client: deployments, the functions' own calls, a browser's questions
 */
export function describeRequest({ method, path, headers, body }: RawRequest): DescribedRequest | null {
  if (method === "OPTIONS") return null;
  if (path.startsWith("/graphql/")) return { kind: "graphql", name: graphqlName(body) };
  const http = /^\/_http\/[a-z0-9]+(\/.*)?$/.exec(path);
  if (http !== null) return { kind: "http", name: `${method} ${http[1] ?? "/"}` };
  if (/^[a-z0-9]+\.execute-api\./.test(headers["host"] ?? ""))
    return { kind: "http", name: `${method} ${path}` };
  const operation = cognitoOperation({ headers });
  return operation !== undefined && signIn.has(operation) ? { kind: "sign-in", name: operation } : null;
}

function cognitoOperation({ headers }: Pick<RawRequest, "headers">): string | undefined {
  return /^AWSCognitoIdentityProviderService\.(\w+)$/.exec(headers["x-amz-target"] ?? "")?.[1];
}

/** The operation's name, or else its first field. */
function graphqlName(body: Uint8Array | null): string {
  const { query, operationName } = parse(body);
  if (typeof operationName === "string" && operationName !== "") return operationName;
  if (typeof query !== "string") return "GraphQL";
  const named = /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(query)?.[1];
  return named ?? /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(query)?.[1] ?? "GraphQL";
}

function parse(body: Uint8Array | null): { readonly query?: unknown; readonly operationName?: unknown } {
  try {
    const content: unknown = JSON.parse(Buffer.from(body ?? "").toString());
    return typeof content === "object" && content !== null ? content : {};
  } catch {
    return {};
  }
}
