import { WireError } from "../../kernel/wire-error.ts";

export const noSuchKey = (arn: string) => new WireError("NotFoundException", `Key '${arn}' does not exist`);

export const noSuchAlias = (arn: string) => new WireError("NotFoundException", `Alias ${arn} is not found.`);

export const aliasExists = (arn: string) =>
  new WireError("AlreadyExistsException", `An alias with the name ${arn} already exists`);

export const invalidAlias = (message: string) => new WireError("InvalidAliasNameException", message);

export const disabled = (arn: string) => new WireError("DisabledException", `${arn} is disabled.`);

export const pendingDeletion = (arn: string) =>
  new WireError("KMSInvalidStateException", `${arn} is pending deletion.`);

export const invalidState = (message: string) => new WireError("KMSInvalidStateException", message);

export const invalidCiphertext = () => new WireError("InvalidCiphertextException", "");

export const incorrectKey = () =>
  new WireError(
    "IncorrectKeyException",
    "The key ID in the request does not identify a CMK that can perform this operation.",
  );

export const malformedPolicy = () =>
  new WireError("MalformedPolicyDocumentException", "Policy contains a statement with an invalid format.");

export const validation = (message: string) => new WireError("ValidationException", message);
