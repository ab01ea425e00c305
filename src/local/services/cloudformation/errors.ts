import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html */
export const validationError = (message: string) => new WireError("ValidationError", message, 400);

export const stackNotFound = (name: string) => validationError(`Stack with id ${name} does not exist`);

export const alreadyExists = (name: string) =>
  new WireError("AlreadyExistsException", `Stack [${name}] already exists`, 400);

export const changeSetNotFound = (name: string) =>
  new WireError("ChangeSetNotFound", `ChangeSet [${name}] does not exist`, 404);

export const invalidChangeSetStatus = (message: string) =>
  new WireError("InvalidChangeSetStatus", message, 400);

export const noUpdates = () => validationError("No updates are to be performed.");
