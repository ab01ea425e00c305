import { WireError } from "../../kernel/wire-error.ts";

export const invalidParameter = (message: string) =>
  new WireError("InvalidParameter", `Invalid parameter: ${message}`);

export const noSuchTopic = () => new WireError("NotFound", "Topic does not exist", 404);

export const noSuchSubscription = () => new WireError("NotFound", "Subscription does not exist", 404);

export const noSuchResource = () => new WireError("ResourceNotFound", "Resource does not exist", 404);

export const emptyBatch = () =>
  new WireError("EmptyBatchRequest", "The batch request doesn't contain any entries.");

export const tooManyEntries = () =>
  new WireError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");

export const idsNotDistinct = () =>
  new WireError("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
