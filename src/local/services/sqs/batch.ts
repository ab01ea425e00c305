import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { WireError } from "../../kernel/wire-error.ts";
import { emptyBatch, idsNotDistinct, invalidBatchId, tooManyEntries } from "./errors.ts";

/**
 * Does something with each entry of a batch; one that fails does not hold up the others.
 *
 * @param parameter the entries' name in SQS's sentences
 * @throws WireError where the batch itself is wrong
 */
export function eachEntry<E extends { readonly Id: string | undefined }, R>(
  entries: readonly E[] | undefined,
  parameter: string,
  work: (entry: E) => R,
): { Successful: (R & { Id: string })[]; Failed: BatchResultErrorEntry[] } {
  checkBatch(entries, parameter);
  const Successful: (R & { Id: string })[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries ?? []) {
    const Id = entry.Id ?? "";
    try {
      Successful.push({ ...work(entry), Id });
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const Code = String(error.members["queryErrorCode"] ?? error.code);
      Failed.push({ Id, SenderFault: error.status < 500, Code, Message: error.message });
    }
  }
  return { Successful, Failed };
}

function checkBatch(entries: readonly { Id: string | undefined }[] | undefined, parameter: string): void {
  if (entries === undefined || entries.length === 0) throw emptyBatch(parameter);
  if (entries.length > 10) throw tooManyEntries(entries.length);
  const seen = new Set<string>();
  for (const { Id = "" } of entries) {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(Id)) throw invalidBatchId();
    if (seen.has(Id)) throw idsNotDistinct(Id);
    seen.add(Id);
  }
}
