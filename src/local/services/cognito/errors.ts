import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html and each operation's own list */
export const poolNotFound = (id: string) =>
  new WireError("ResourceNotFoundException", `User pool ${id} does not exist.`);

export const clientNotFound = (id: string) =>
  new WireError("ResourceNotFoundException", `User pool client ${id} does not exist.`);

export const groupNotFound = () => new WireError("ResourceNotFoundException", "Group not found.");

export const invalidParameter = (message: string) => new WireError("InvalidParameterException", message);

export const notAuthorized = (message: string) => new WireError("NotAuthorizedException", message);

export const wrongPassword = () => notAuthorized("Incorrect username or password.");

export const invalidSession = () => notAuthorized("Invalid session for the user.");

export const userNotFound = () => new WireError("UserNotFoundException", "User does not exist.");

export const userNotConfirmed = () => new WireError("UserNotConfirmedException", "User is not confirmed.");

export const usernameExists = (message: string) => new WireError("UsernameExistsException", message);

export const aliasExists = (attribute: string) =>
  new WireError("AliasExistsException", `An account with the ${attribute} already exists.`);

export const invalidPassword = (message: string) => new WireError("InvalidPasswordException", message);

export const codeMismatch = () =>
  new WireError("CodeMismatchException", "Invalid verification code provided, please try again.");

export const expiredCode = () =>
  new WireError("ExpiredCodeException", "Invalid code provided, please request a code again.");

export const noRecovery = () =>
  invalidParameter(
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  );

export const limitExceeded = () =>
  new WireError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
