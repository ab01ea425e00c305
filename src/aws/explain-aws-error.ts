import { exitCode, UserError } from "../errors/user-error.ts";

/**
 * What an error of an AWS client means for the person at the command line. Others pass through as they are.
 *
 * @returns a UserError where something can be done about it
 */
export function explainAwsError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { name, message } = error;
  if (name === "CredentialsProviderError" || name === "TokenProviderError")
    return new UserError({
      code: "NO_CREDENTIALS",
      message: `There are no AWS credentials to use: ${message}`,
      remedy: 'Sign in ("aws sso login"), set AWS_PROFILE, or use the stage "local", which needs none.',
      exit: exitCode.refused,
      cause: error,
    });
  if (expired.has(name))
    return new UserError({
      code: "CREDENTIALS_REFUSED",
      message: `AWS does not take these credentials: ${message}`,
      remedy: 'Sign in anew ("aws sso login"), or check AWS_PROFILE.',
      exit: exitCode.refused,
      cause: error,
    });
  if (isDenied(error))
    return new UserError({
      code: "NOT_ALLOWED",
      message: `These credentials may not do that: ${message}`,
      remedy: "Ask for the permission that the message names, or use other credentials (AWS_PROFILE).",
      exit: exitCode.refused,
      cause: error,
    });
  const code = "code" in error ? String(error.code) : "";
  if (unreachable.has(code))
    return new UserError({
      code: "UNREACHABLE",
      message: `The cloud does not answer: ${message || code}`,
      remedy:
        "Check the network connection (and AWS_ENDPOINT_URL, where it is set), then run the command again.",
      exit: exitCode.cloudFailed,
      cause: error,
    });
  return error;
}

/** Do the credentials lack a permission, where they are as such in order? */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && denied.has(error.name);
}

const expired: ReadonlySet<string> = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidClientTokenId",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);
const denied: ReadonlySet<string> = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "UnauthorizedOperation",
]);
const unreachable: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "ETIMEDOUT",
  "ECONNRESET",
  "EAI_AGAIN",
]);
