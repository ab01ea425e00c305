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
export function modelChange({
  eventId,
  at,
  spec,
  id,
  owner,
  before,
  after,
}: RecordChange): ModelChange | null {
  const old = before === null || isDeleted(before) ? null : visibleRecord(spec, owner, before);
  const record = after === null || isDeleted(after) ? null : visibleRecord(spec, owner, after);
  const { tenantId, userId } = owner;
  const facts = { id: eventId, model: spec.name, recordId: id, tenantId, userId, at };
  if (record === null) return old === null ? null : { ...facts, kind: "deleted", before: old, after: null };
  if (before === null) return { ...facts, kind: "created", before: null, after: record };
  if (isDeepStrictEqual(old, record)) return null;
  return { ...facts, kind: "updated", before: visibleRecord(spec, owner, before), after: record };
}
