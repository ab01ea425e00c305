import type { Collection, Store } from "../../kernel/store.ts";

export interface FunctionRecord {
  readonly name: string;
  readonly latest: Configuration;
  /** Published versions: "1", "2"... */
  readonly versions: Readonly<Record<string, Configuration>>;
  /** Version numbers are never given twice. */
  readonly lastVersion: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Null: not reserved. */
  readonly reservedConcurrency: number | null;
  /** Statements of the resource policy, by qualifier; `$LATEST` is the function itself. */
  readonly permissions: Readonly<Record<string, readonly PermissionStatement[]>>;
  readonly policyRevision: string;
}

export interface Configuration {
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly runtime: string;
  readonly role: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Hexadecimal SHA-256 of the zip file. */
  readonly codeHash: string;
  /** Bytes of the zip file. */
  readonly codeSize: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly revisionId: string;
  readonly tracing: "Active" | "PassThrough";
  readonly architecture: string;
  readonly storageMb: number;
  readonly deadLetterArn: string | null;
  readonly logging: Logging;
}

export interface Logging {
  readonly format: "Text" | "JSON";
  readonly group: string;
  /** JSON only. */
  readonly applicationLevel: string | null;
  readonly systemLevel: string | null;
}

export interface PermissionStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*" | Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface InvokeConfig {
  readonly functionName: string;
  readonly qualifier: string;
  readonly maximumRetryAttempts: number | null;
  readonly maximumEventAgeSeconds: number | null;
  readonly onSuccess: string | null;
  readonly onFailure: string | null;
  readonly modifiedAt: number;
}

/** An event that was accepted and is not done with. */
export interface QueuedEvent {
  readonly id: string;
  readonly functionName: string;
  readonly qualifier: string;
  readonly requestId: string;
  readonly trace: string;
  /** JSON text. */
  readonly payload: string;
  readonly clientContext: string | null;
  readonly queuedAt: number;
  readonly dueAt: number;
  /** Invocations so far, and of these throttled ones. */
  readonly attempts: number;
  readonly throttled: number;
}

export interface SourceMapping {
  readonly id: string;
  readonly functionName: string;
  /** Null: the function without a version. */
  readonly qualifier: string | null;
  readonly sourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly startingPosition: "LATEST" | "TRIM_HORIZON" | null;
  readonly bisect: boolean;
  /** -1: no end. */
  readonly maximumRetryAttempts: number;
  /** Seconds; -1: no end. */
  readonly maximumRecordAge: number;
  readonly parallelizationFactor: number;
  /** JSON texts. */
  readonly filters: readonly string[];
  readonly reportItemFailures: boolean;
  readonly onFailure: string | null;
  readonly maximumConcurrency: number | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly modifiedAt: number;
  readonly lastResult: string;
}

/** How far a mapping has read a shard. */
export interface ShardPosition {
  /** The last record that is done with. */
  readonly sequenceNumber: string;
}

export interface LambdaState {
  readonly store: Store;
  readonly functions: Collection<FunctionRecord>;
  /** By function and qualifier. */
  readonly invokeConfigs: Collection<InvokeConfig>;
  readonly events: Collection<QueuedEvent>;
  readonly mappings: Collection<SourceMapping>;
  /** By mapping and shard. */
  readonly positions: Collection<ShardPosition>;
}

export function lambdaState(store: Store): LambdaState {
  return {
    store,
    functions: store.collection("lambda.functions"),
    invokeConfigs: store.collection("lambda.invoke-configs"),
    events: store.collection("lambda.events"),
    mappings: store.collection("lambda.mappings"),
    positions: store.collection("lambda.positions"),
  };
}

/** The key of what belongs to one version of a function. */
export function keyOf(functionName: string, qualifier: string): string {
  return `${functionName}:${qualifier}`;
}
