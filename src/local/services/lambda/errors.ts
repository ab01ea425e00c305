import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
const typed = (code: string, message: string, status: number, type: "User" | "Service" = "User") =>
  new WireError(code, message, status, { Type: type });

export const invalidParameter = (message: string) => typed("InvalidParameterValueException", message, 400);

export const notFound = (what: string) => typed("ResourceNotFoundException", what, 404);

export const functionNotFound = (arn: string) => notFound(`Function not found: ${arn}`);

export const conflict = (message: string) => typed("ResourceConflictException", message, 409);

export const preconditionFailed = () =>
  typed(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    412,
  );

export const payloadTooLarge = (size: number, kind: string, limit: number) =>
  typed(
    "RequestTooLargeException",
    `${size} byte payload is too large for the ${kind} invocation type (limit ${limit} bytes)`,
    413,
  );

export const invalidContent = (message: string) => typed("InvalidRequestContentException", message, 400);

export const validation = (message: string) => new WireError("ValidationException", message, 400);

export const throttled = (
  reason: "ConcurrentInvocationLimitExceeded" | "ReservedFunctionConcurrentInvocationLimitExceeded",
) =>
  new WireError("TooManyRequestsException", "Rate Exceeded.", 429, {
    Type: "User",
    Reason: reason,
    retryAfterSeconds: "1",
  });
