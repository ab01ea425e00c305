import { WireError } from "../../kernel/wire-error.ts";

export const badRequest = (message: string) => new WireError("BadRequestException", message);

export const noSuchIdentity = (name: string) =>
  new WireError("NotFoundException", `Email identity ${name} does not exist.`, 404);

export const identityExists = (name: string) =>
  new WireError("AlreadyExistsException", `Email identity ${name} already exist.`);

export const notVerified = (names: readonly string[], region: string) =>
  new WireError(
    "MessageRejected",
    `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${names.join(", ")}`,
  );
