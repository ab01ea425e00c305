import { WireError } from "../../kernel/wire-error.ts";

export const noSuchSecret = () =>
  new WireError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

export const noSuchVersion = (what: string) =>
  new WireError(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for ${what}`,
  );

export const secretExists = (name: string) =>
  new WireError("ResourceExistsException", `The operation failed because the secret ${name} already exists.`);

export const tokenReused = (token: string) =>
  new WireError(
    "ResourceExistsException",
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret.`,
  );

export const nameScheduledForDeletion = () =>
  invalidRequest(
    "You can't create this secret because a secret with this name is already scheduled for deletion.",
  );

export const markedForDeletion = () =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

export const invalidRequest = (message: string) => new WireError("InvalidRequestException", message);

export const invalidParameter = (message: string) => new WireError("InvalidParameterException", message);
