import { arn } from "./policy.ts";
import type { SharedValues } from "./shared-values.ts";

/** A table as the service stack knows it. */
export interface TableReference {
  /** The model it is for, or null: the pooled table. */
  readonly model: string | null;
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
}

/** The id of a construct for a table, which no model's name can clash with: `Stream`, `Stream-PageView`. */
export function tableId(what: string, model: string | null): string {
  return model === null ? what : `${what}-${model}`;
}

/** Paths of the values that the foundation stack publishes. */
export const foundationPaths = {
  alarmTopicArn: "alarms/topic-arn",
  filesBucket: "files/bucket",
  tableName: (model: string | null) => (model === null ? "table/name" : `tables/${model}/name`),
  tableStreamArn: (model: string | null) =>
    model === null ? "table/stream-arn" : `tables/${model}/stream-arn`,
  userPoolId: "user-pool/id",
  userPoolClientId: "user-pool/client-id",
} as const;

/** What the service stack takes from the foundation stack: names, as of the last deployment of that one. */
export interface FoundationValues {
  readonly alarmTopicArn: string;
  readonly filesBucket: string;
  /** The pooled table first. */
  readonly tables: readonly [TableReference, ...TableReference[]];
  readonly userPoolId: string;
  readonly userPoolClientId: string;
}

/** @param dedicated the models with a table of their own */
export function readFoundation(values: SharedValues, dedicated: readonly string[]): FoundationValues {
  const table = (model: string | null): TableReference => {
    const name = values.read(foundationPaths.tableName(model));
    const streamArn = values.read(foundationPaths.tableStreamArn(model));
    return { model, name, arn: arn("dynamodb", `table/${name}`), streamArn };
  };
  return {
    alarmTopicArn: values.read(foundationPaths.alarmTopicArn),
    filesBucket: values.read(foundationPaths.filesBucket),
    tables: [table(null), ...dedicated.map(table)],
    userPoolId: values.read(foundationPaths.userPoolId),
    userPoolClientId: values.read(foundationPaths.userPoolClientId),
  };
}
