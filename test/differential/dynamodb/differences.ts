import type { Step } from "./arbitrary-operations.ts";
import type { Answer } from "./engines.ts";

/** Where dynoxide is known to answer otherwise than AWS. */
interface Difference {
  readonly why: string;
  /** What says how AWS answers. */
  readonly source: string;
  /** Of a request that was refused here, so that leaving it out changes nothing. */
  readonly refused: (step: Step, messages: readonly string[]) => boolean;
}

/** Requests that AWS refuses and dynoxide, in some places, does not: they are not put to it. */
const differences: readonly Difference[] = [
  {
    why: "AWS refuses a comparison of a path with itself in every operator; dynoxide only in contains()",
    source: "https://github.com/architect/dynalite/blob/main/test/scan.js (its tests were held against AWS)",
    refused: (_step, messages) =>
      messages.some((message) => message.includes("first operand must be distinct")),
  },
  {
    why: "AWS refuses REMOVE inside a list or map that is not there ('The document path ... is invalid'); dynoxide does nothing",
    source:
      "https://github.com/architect/dynalite/blob/main/test/updateItem.js (its tests were held against AWS)",
    refused: (_step, messages) =>
      messages.some((message) => message.startsWith("The document path provided in the update expression")),
  },
  {
    why: "AWS checks the expressions of a transaction before it looks at any item; dynoxide finds some faults step by step",
    source:
      "https://github.com/paritysuite/dynamodb-conformance (error messages of transactions: 'before any per-action processing runs')",
    refused: ({ operation }, messages) =>
      operation === "TransactWriteItems" &&
      messages.some((message) => /^Invalid \w+Expression: /.test(message)),
  },
  {
    why: "AWS refuses a key condition whose value has another type than the key or is empty; dynoxide, on indexes, finds nothing",
    source: "https://github.com/architect/dynalite/blob/main/test/query.js (its tests were held against AWS)",
    refused: ({ operation }, messages) =>
      operation === "Query" &&
      messages.some(
        (message) =>
          message.includes("Condition parameter type does not match schema type") ||
          message.startsWith("Invalid KeyConditionExpression: Incorrect operand type") ||
          message.includes("cannot contain an empty"),
      ),
  },
  {
    why: "AWS refuses a transaction with an empty key as a whole; dynoxide, in TransactGetItems, as the reason of one step",
    source:
      "https://github.com/nubo-db/dynoxide/pull/102 tells it of TransactWriteItems; of TransactGetItems no answer of AWS is known, and it is taken to be alike",
    refused: ({ operation }, messages) =>
      operation === "TransactGetItems" &&
      messages.some((message) => message.includes("cannot contain an empty")),
  },
];

/** Why a request that was refused here is not put to the other engine; null: it is. */
export function knownDifference(step: Step, ours: Answer): string | null {
  if (ours.error === null) return null;
  const reasons = (ours.body["CancellationReasons"] ?? []) as readonly { Message?: string }[];
  const messages = [ours.message, ...reasons.flatMap(({ Message }) => Message ?? [])];
  return differences.find(({ refused }) => refused(step, messages))?.why ?? null;
}

/**
 * Takes out of dynoxide's answer to UpdateItem what AWS would not say:
 * - ALL_OLD of an item that did not exist: the bare key, where there are no old attributes
 *   (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html#DDB-UpdateItem-request-ReturnValues);
 * - UPDATED_OLD and UPDATED_NEW of a path through a list: the whole attribute, where AWS tells only what the path leads to
 *   (as seen on AWS in https://github.com/ExtendDB/extenddb/pull/105).
 */
export function correct({ operation, input }: Step, ours: Answer, theirs: Answer): Answer {
  const told = theirs.body["Attributes"];
  if (operation !== "UpdateItem" || ours.error !== null || !isRecord(told)) return theirs;
  const own = isRecord(ours.body["Attributes"]) ? ours.body["Attributes"] : {};
  const bareKey =
    input["ReturnValues"] === "ALL_OLD" &&
    ours.body["Attributes"] === undefined &&
    Object.keys(told).sort().join() ===
      Object.keys(input["Key"] as object)
        .sort()
        .join();
  const update = String(input["UpdateExpression"]);
  const asked = String(input["ReturnValues"]).startsWith("UPDATED");
  const throughList = (name: string) => asked && new RegExp(`\\b${name}(?:\\.\\w+)*\\[`).test(update);
  const { Attributes: _told, ...body } = theirs.body;
  const kept = Object.fromEntries([
    ...Object.entries(told).filter(([name]) => !bareKey && !throughList(name)),
    ...Object.entries(own).filter(([name]) => throughList(name)),
  ]);
  return { ...theirs, body: Object.keys(kept).length === 0 ? body : { ...body, Attributes: kept } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
