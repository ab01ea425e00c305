import { util } from "@aws-appsync/utils";
import type { Item } from "../data/record.ts";

/** One thing that is wrong with an input. `field` is a path: `address.zip`, `tags[2]`. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Ends with `Invalid`, naming every problem at once. */
export function invalid(problems: readonly Problem[]): never {
  const message = problems.map((each) => `${each.field}: ${each.message}`).join("; ");
  return util.error(message, "Invalid", null, { problems });
}

/** Ends with `Unauthorized`. */
export function unauthorized(message: string): never {
  return util.error(message, "Unauthorized");
}

/** Ends with `NotFound`: there is no such record, or it is deleted, expired or somebody else's. */
export function notFound(model: string, id: string): never {
  return util.error(`There is no ${model} with the id ${id}.`, "NotFound", null, { model, id });
}

/** Ends with `Conflict`: somebody else changed the record since it was read. */
export function changedMeanwhile(model: string, id: string, item: Item): never {
  return util.error(
    `The ${model} ${id} was changed meanwhile. Read it again, then repeat.`,
    "Conflict",
    null,
    {
      model,
      id,
      version: item["version"],
    },
  );
}

/** Ends with `Conflict`: two writes met; the same request can simply be sent again. */
export function busy(model: string): never {
  return util.error(
    `Somebody else is changing the same ${model}. Send the request again.`,
    "Conflict",
    null,
    {
      model,
      retry: true,
    },
  );
}

/** Ends with `AlreadyExists`. @param unique the name of the constraint, or `id` */
export function alreadyExists(model: string, unique: string, fields: readonly string[]): never {
  return util.error(`Another ${model} has the same ${fields.join(" and ")}.`, "AlreadyExists", null, {
    model,
    unique,
    fields,
  });
}

/** Ends with `ReferenceNotFound`, naming every id that leads nowhere and the fields it was given in. */
export function referencesNotFound(
  missing: readonly { readonly sk: string; readonly foreignKeys: readonly string[] }[],
): never {
  const all = missing.flatMap((each) => each.foreignKeys);
  const fields = all.filter((field, position) => all.indexOf(field) === position);
  const ids = missing.map((each) => each.sk);
  return util.error(
    `${fields.join(" and ")}: there is no record with the id ${ids.join(" or ")}.`,
    "ReferenceNotFound",
    null,
    {
      fields,
      ids,
    },
  );
}

/** Ends with `InUse`: another record points here and forbids the deletion. */
export function inUse(model: string, id: string, by: string, relation: string): never {
  return util.error(`The ${model} ${id} is in use: a ${by} refers to it as its ${relation}.`, "InUse", null, {
    model,
    id,
    by,
    relation,
  });
}

/** Ends with what DynamoDB said, under its own type: a throttled table, a lost connection. */
export function failed(error: { readonly message: string; readonly type: string }): never {
  return util.error(error.message, error.type);
}

/**
 * Was the request itself wrong: to DynamoDB, for instance with a nextToken of another list, or to AppSync, with one that
 * AppSync never gave?
 */
export function isRefused(error: { readonly type: string }): boolean {
  return error.type.indexOf("ValidationException") >= 0 || error.type.indexOf("BadRequest") >= 0;
}

/** Did a condition on a single item fail? */
export function isConditionFailure(error: { readonly type: string }): boolean {
  return error.type.indexOf("ConditionalCheckFailed") >= 0;
}
