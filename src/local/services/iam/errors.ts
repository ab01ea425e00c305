import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and each operation's own list. */
export const roleNotFound = (name: string) => noSuchEntity(`The role with name ${name} cannot be found.`);

export const policyNotFound = (arn: string) =>
  noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);

export const inlinePolicyNotFound = (name: string) =>
  noSuchEntity(`The role policy with name ${name} cannot be found.`);

export const versionNotFound = (arn: string, version: string) =>
  noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);

export const noSuchEntity = (message: string) => new WireError("NoSuchEntity", message, 404);

export const alreadyExists = (message: string) => new WireError("EntityAlreadyExists", message, 409);

export const deleteConflict = (message: string) => new WireError("DeleteConflict", message, 409);

export const limitExceeded = (message: string) => new WireError("LimitExceeded", message, 409);

export const validation = (message: string) => new WireError("ValidationError", message);

export const invalidInput = (message: string) => new WireError("InvalidInput", message);
