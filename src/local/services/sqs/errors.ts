import { WireError } from "../../kernel/wire-error.ts";

/**
 * SQS moved from the query protocol to JSON; older SDKs and programs know errors by the codes of before, which travel in
 * a header. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-query-compatible-trait
 */
function sqsError(code: string, before: string, message: string, status = 400): WireError {
  return new WireError(code, message, status, { queryErrorCode: before });
}

const simple = (name: string) => `AWS.SimpleQueueService.${name}`;

export const queueDoesNotExist = () =>
  sqsError("QueueDoesNotExist", simple("NonExistentQueue"), "The specified queue does not exist.");

export const queueNameExists = (attribute: string) =>
  sqsError(
    "QueueNameExists",
    "QueueAlreadyExists",
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );

export const invalidParameter = (message: string) =>
  sqsError("InvalidParameterValueException", "InvalidParameterValue", message);

export const missingParameter = (name: string) =>
  sqsError(
    "MissingRequiredParameterException",
    "MissingParameter",
    `The request must contain the parameter ${name}.`,
  );

export const invalidAddress = (url: string) =>
  sqsError("InvalidAddress", "InvalidAddress", `The address ${url} is not valid for this endpoint.`, 404);

export const unknownAttribute = (name: string) =>
  sqsError("InvalidAttributeName", "InvalidAttributeName", `Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string) =>
  sqsError("InvalidAttributeValue", "InvalidAttributeValue", `Invalid value for the parameter ${name}.`);

export const invalidReceiptHandle = (handle: string) =>
  sqsError(
    "ReceiptHandleIsInvalid",
    "ReceiptHandleIsInvalid",
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    404,
  );

export const messageGone = (handle: string) =>
  invalidParameter(
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );

export const invalidContents = () =>
  sqsError(
    "InvalidMessageContents",
    "InvalidMessageContents",
    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
  );

export const emptyBatch = (parameter: string) =>
  sqsError(
    "EmptyBatchRequest",
    simple("EmptyBatchRequest"),
    `There should be at least one ${parameter} in the request.`,
  );

export const tooManyEntries = (count: number) =>
  sqsError(
    "TooManyEntriesInBatchRequest",
    simple("TooManyEntriesInBatchRequest"),
    `Maximum number of entries per request are 10. You have sent ${count}.`,
  );

export const idsNotDistinct = (id: string) =>
  sqsError("BatchEntryIdsNotDistinct", simple("BatchEntryIdsNotDistinct"), `Id ${id} repeated.`);

export const invalidBatchId = () =>
  sqsError(
    "InvalidBatchEntryId",
    simple("InvalidBatchEntryId"),
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
  );

export const batchTooLong = (limit: number, size: number) =>
  sqsError(
    "BatchRequestTooLong",
    simple("BatchRequestTooLong"),
    `Batch requests cannot be longer than ${limit} bytes. You have sent ${size} bytes.`,
  );
