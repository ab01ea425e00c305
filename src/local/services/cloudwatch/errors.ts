import { WireError } from "../../kernel/wire-error.ts";

/** CloudWatch moved from the query protocol to JSON: errors carry the codes of before too. */
function failure(code: string, before: string, message: string, status = 400, members = {}): WireError {
  return new WireError(code, message, status, { queryErrorCode: before, ...members });
}

export const invalidValue = (message: string) =>
  failure("InvalidParameterValueException", "InvalidParameterValue", message);

export const invalidCombination = (message: string) =>
  failure("InvalidParameterCombinationException", "InvalidParameterCombination", message);

export const missing = (message: string) =>
  failure("MissingRequiredParameterException", "MissingParameter", message);

export const validation = (message: string) => failure("ValidationException", "ValidationError", message);

export const noSuchAlarm = (name: string) =>
  failure("ResourceNotFound", "ResourceNotFound", `Unknown alarm: ${name}`, 404);

export const noSuchResource = (arn: string) =>
  failure("ResourceNotFoundException", "ResourceNotFoundException", `Unknown ${arn}`, 404);

export const noSuchDashboard = (name: string) =>
  failure("DashboardNotFoundError", "ResourceNotFound", `Dashboard ${name} does not exist`, 404);

export const invalidDashboard = (messages: readonly object[]) =>
  failure(
    "DashboardInvalidInputError",
    "InvalidParameterInput",
    "The field DashboardBody must be a valid JSON object",
    400,
    { dashboardValidationMessages: messages },
  );
