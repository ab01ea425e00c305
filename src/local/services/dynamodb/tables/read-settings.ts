import type {
  ProvisionedThroughput,
  SSESpecification,
  StreamSpecification,
  Tag,
} from "@aws-sdk/client-dynamodb";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { constraint, invalidParameter, validation } from "../errors.ts";
import { failed } from "../items/constraints.ts";
import { type StreamOfTable, type StreamView, type Table, type Throughput, tableArn } from "./table.ts";

/** @throws WireError where capacity and billing mode contradict each other */
export function readThroughput(
  billing: Table["billing"],
  input: ProvisionedThroughput | undefined,
): Throughput {
  const [read, write] = [input?.ReadCapacityUnits, input?.WriteCapacityUnits];
  if (billing === "PAY_PER_REQUEST") {
    if (input !== undefined) {
      throw invalidParameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
      );
    }
    return { read: 0, write: 0 };
  }
  if (read === undefined || write === undefined) {
    throw invalidParameter(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  for (const [member, value] of [
    ["readCapacityUnits", read],
    ["writeCapacityUnits", write],
  ] as const) {
    if (value < 1) {
      throw constraint(
        failed(`provisionedThroughput.${member}`, value, "Member must have value greater than or equal to 1"),
      );
    }
  }
  return { read, write };
}

/** @throws WireError where the mode is none */
export function readBilling(mode: string | undefined): Table["billing"] {
  if (mode === undefined || mode === "PROVISIONED") return "PROVISIONED";
  if (mode === "PAY_PER_REQUEST") return mode;
  throw constraint(
    failed("billingMode", mode, "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]"),
  );
}

const views: readonly string[] = ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"];

/** @throws WireError */
export function readStreamView(input: StreamSpecification): StreamView | null {
  if (!input.StreamEnabled) {
    if (input.StreamViewType !== undefined) {
      throw invalidParameter("StreamViewType cannot be specified when StreamEnabled is false");
    }
    return null;
  }
  if (input.StreamViewType === undefined) {
    throw invalidParameter("StreamViewType is required when StreamEnabled is true");
  }
  if (!views.includes(input.StreamViewType)) {
    throw constraint(
      failed(
        "streamSpecification.streamViewType",
        input.StreamViewType,
        `Member must satisfy enum value set: [${views.join(", ")}]`,
      ),
    );
  }
  return input.StreamViewType as StreamView;
}

/** A new stream of a table, made known to those who list streams. Inside a transaction. */
export function startStream({ state, context }: Engine, table: Table, view: StreamView): StreamOfTable {
  const now = context.clock.now();
  const label = new Date(now).toISOString().replace("Z", "");
  const stream: StreamOfTable = {
    arn: `${tableArn(table.name, context.region, context.accountId)}/stream/${label}`,
    label,
    view,
    number: state.nextNumber(),
  };
  state.streams.put(stream.arn, {
    ...stream,
    tableName: table.name,
    keySchema: [
      { AttributeName: table.hash.name, KeyType: "HASH" },
      ...(table.range === null ? [] : [{ AttributeName: table.range.name, KeyType: "RANGE" } as const]),
    ],
    createdAt: now,
    endedAt: null,
  });
  return stream;
}

/** A stream that takes no more records stays readable for a day. */
export function endStream({ state, context }: Engine, stream: StreamOfTable): void {
  const known = state.streams.get(stream.arn);
  if (known !== undefined) state.streams.put(stream.arn, { ...known, endedAt: context.clock.now() });
}

/** Encryption cannot be told from its absence here, but what was asked for is answered. */
export function readEncryption(
  { context }: Engine,
  input: SSESpecification | undefined,
): Table["encryption"] {
  if (!input?.Enabled) return null;
  if (input.SSEType !== undefined && input.SSEType !== "KMS") {
    throw validation(`One or more parameter values were invalid: SSEType ${input.SSEType} is not supported`);
  }
  const key = input.KMSMasterKeyId ?? "alias/aws/dynamodb";
  return {
    keyArn: key.startsWith("arn:")
      ? key
      : `arn:aws:kms:${context.region}:${context.accountId}:${key.startsWith("alias/") ? key : `key/${key}`}`,
  };
}

export function readTags(tags: readonly Tag[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** @throws WireError naming the first of these members that is used */
export function refuse(operation: string, input: object, members: readonly string[]): void {
  const used = members.find((name) => (input as Record<string, unknown>)[name] !== undefined);
  if (used !== undefined) throw notSupportedHere(`the parameter ${operation}.${used} of DynamoDB`);
}
