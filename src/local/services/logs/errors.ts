import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html#API_PutLogEvents_Errors */
export const groupNotFound = () => notFound("The specified log group does not exist.");

export const streamNotFound = () => notFound("The specified log stream does not exist.");

export const notFound = (message: string) => new WireError("ResourceNotFoundException", message);

export const alreadyExists = (what: "group" | "stream") =>
  new WireError("ResourceAlreadyExistsException", `The specified log ${what} already exists`);

export const invalid = (message: string) => new WireError("InvalidParameterException", message);

export const invalidPattern = () => invalid("Invalid filter pattern");

export const invalidToken = () => invalid("The specified nextToken is invalid.");
