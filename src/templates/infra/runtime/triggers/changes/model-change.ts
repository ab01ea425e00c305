import { isDeepStrictEqual } from "node:util";
import type { ModelChange } from "../../lambda/wrap-model-change.ts";
import type { RecordChange } from "./record-change.ts";
import { isDeleted, visibleRecord } from "./visible-record.ts";

/**
 * What a change means to users' functions. To put a record into the trash is to delete it; to take it out again is an
 * update; that it leaves the trash for good says nothing new.
 *
 * @returns null where nobody could see a difference
 */
export function modelChange({ eventId, at, spec, owner, before, after }: RecordChange): ModelChange | null {
  const old = before === null ? null : visibleRecord(spec, owner, before);
  const record = after === null ? null : visibleRecord(spec, owner, after);
  const wasThere = before !== null && !isDeleted(before);
  const isThere = after !== null && !isDeleted(after);
  const { tenantId, userId } = owner;
  const change = { id: eventId, model: spec.name, tenantId, userId, at };
  if (before === null && isThere) return { ...change, kind: "created", before: null, after: record };
  if (wasThere && !isThere) return { ...change, kind: "deleted", before: old, after: null };
  if (!isThere || isDeepStrictEqual(old, record)) return null;
  return { ...change, kind: "updated", before: old, after: record };
}
