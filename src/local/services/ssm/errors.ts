import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors */
export const parameterNotFound = (name: string) =>
  new WireError("ParameterNotFound", `Parameter ${name} not found.`);

export const versionNotFound = (name: string, version: string) =>
  new WireError("ParameterVersionNotFound", `Systems Manager could not find version ${version} of ${name}.`);

export const alreadyExists = () =>
  new WireError(
    "ParameterAlreadyExists",
    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
  );

export const patternMismatch = (pattern: string) =>
  new WireError(
    "ParameterPatternMismatchException",
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );

export const validation = (message: string) => new WireError("ValidationException", message);

export const invalidResource = () => new WireError("InvalidResourceId", "The resource ID is not valid.");
