import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/CommonErrors.html and each operation's own list */
export const poolNotFound = (id: string) =>
  new WireError("ResourceNotFoundException", `IdentityPool '${id}' not found.`);

export const identityNotFound = (id: string) =>
  new WireError("ResourceNotFoundException", `Identity '${id}' not found.`);

export const invalidParameter = (message: string) => new WireError("InvalidParameterException", message);

export const notAuthorized = (message: string) => new WireError("NotAuthorizedException", message);

export const noGuests = () =>
  notAuthorized("Unauthenticated access is not supported for this identity pool.");

export const otherLogins = () =>
  notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );

export const badConfiguration = () =>
  new WireError(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );
