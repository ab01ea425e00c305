import type { Collection, Store } from "../../kernel/store.ts";
import { type StackCollection, stackCollection } from "./stack-collection.ts";
import type { DeletionPolicy } from "./template/template.ts";

export interface Stack {
  /** ARN. */
  readonly id: string;
  readonly name: string;
  readonly status: StackStatus;
  readonly statusReason: string | null;
  readonly description: string | null;
  /** JSON text; empty while the stack is under review. */
  readonly template: string;
  readonly parameters: readonly StackParameter[];
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly roleArn: string | null;
  readonly notificationArns: readonly string[];
  readonly disableRollback: boolean;
  readonly terminationProtection: boolean;
  readonly parentId: string | null;
  readonly rootId: string | null;
  readonly changeSetId: string | null;
  readonly outputs: readonly StackOutput[];
  /** Names of the exports of other stacks that this one reads. */
  readonly imports: readonly string[];
  /** What a failed update goes back to; null outside updates. */
  readonly lastGood: Snapshot | null;
  /** Replaced or left out by the update under way: removed once it has succeeded. */
  readonly leftovers: readonly Leftover[];
  /** The operation's ClientRequestToken, which its events carry. */
  readonly clientRequestToken: string | null;
  /** Resources that a failed creation made go even where their policy is Retain. */
  readonly retainExceptOnCreate: boolean;
  /** What a creation that fails is to leave behind. */
  readonly onFailure?: OnFailure;
  /** The deletion under way, or the last that failed. */
  readonly deletion?: Deletion;
  /** By logical id. */
  readonly resources: Readonly<Record<string, StackResource>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number | null;
  readonly deletedAt: number | null;
}

/** What becomes of a stack whose creation fails. */
export type OnFailure = "ROLLBACK" | "DELETE" | "DO_NOTHING";

export interface Deletion {
  /** Logical ids to leave behind (RetainResources). */
  readonly retain: readonly string[];
  /** FORCE_DELETE_STACK: leave behind whatever cannot be removed. */
  readonly force: boolean;
}

export interface Leftover {
  readonly resource: StackResource;
  /** False: it is gone from the template. */
  readonly replaced: boolean;
}

/** Never changed once it is taken. */
export interface Snapshot {
  readonly id: string;
  readonly template: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: readonly StackOutput[];
  readonly imports: readonly string[];
  readonly description: string | null;
  readonly resources: Readonly<Record<string, StackResource>>;
}

export type StackStatus =
  | "REVIEW_IN_PROGRESS"
  | "CREATE_IN_PROGRESS"
  | "CREATE_COMPLETE"
  | "CREATE_FAILED"
  | "ROLLBACK_IN_PROGRESS"
  | "ROLLBACK_COMPLETE"
  | "ROLLBACK_FAILED"
  | "UPDATE_IN_PROGRESS"
  | "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
  | "UPDATE_COMPLETE"
  | "UPDATE_FAILED"
  | "UPDATE_ROLLBACK_IN_PROGRESS"
  | "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
  | "UPDATE_ROLLBACK_COMPLETE"
  | "UPDATE_ROLLBACK_FAILED"
  | "DELETE_IN_PROGRESS"
  | "DELETE_COMPLETE"
  | "DELETE_FAILED";

export interface StackParameter {
  readonly key: string;
  readonly value: string;
  /** For SSM-typed parameters: the value found. */
  readonly resolved: string | null;
  readonly noEcho: boolean;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description: string | null;
  readonly exportName: string | null;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
  readonly reason: string | null;
  /** As last applied, all functions resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  /** Logical ids that must outlive this one. */
  readonly needs: readonly string[];
  readonly updatedAt: number;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly type: "CREATE" | "UPDATE" | "IMPORT";
  readonly status: "CREATE_PENDING" | "CREATE_IN_PROGRESS" | "CREATE_COMPLETE" | "FAILED" | "DELETE_COMPLETE";
  readonly statusReason: string | null;
  readonly executionStatus:
    | "UNAVAILABLE"
    | "AVAILABLE"
    | "EXECUTE_IN_PROGRESS"
    | "EXECUTE_COMPLETE"
    | "EXECUTE_FAILED"
    | "OBSOLETE";
  readonly description: string | null;
  readonly template: string;
  readonly parameters: readonly StackParameter[];
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly roleArn: string | null;
  readonly notificationArns: readonly string[];
  readonly onStackFailure: "DELETE" | "DO_NOTHING" | "ROLLBACK" | null;
  readonly disableRollback: boolean;
  readonly retainExceptOnCreate: boolean;
  readonly changes: readonly ResourceChange[];
  readonly createdAt: number;
}

export interface ResourceChange {
  readonly action: "Add" | "Modify" | "Remove";
  readonly logicalId: string;
  readonly physicalId: string | null;
  readonly type: string;
  readonly replacement: "True" | "False" | "Conditional" | null;
  /** What happens to a removed or replaced resource, from its policies. */
  readonly policyAction: "Delete" | "Retain" | "Snapshot" | "ReplaceAndDelete" | "ReplaceAndRetain" | null;
  readonly changedProperties: readonly {
    readonly name: string;
    readonly recreation: "Never" | "Conditionally" | "Always";
  }[];
}

export interface StackEvent {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly properties: string | null;
  readonly clientRequestToken: string | null;
  readonly at: number;
}

export interface CloudFormationState {
  /** By id: deleted stacks stay readable by their ARN. */
  readonly stacks: StackCollection;
  /** Name to id of the living stack. */
  readonly names: Collection<string>;
  readonly changeSets: Collection<ChangeSet>;
  /** Key: stack id, `#`, a number of 16 digits that grows from event to event. */
  readonly events: Collection<StackEvent>;
  /** Export name to the stack's id and the value. */
  readonly exports: Collection<{ readonly stackId: string; readonly value: string }>;
}

export function cloudFormationState(store: Store): CloudFormationState {
  return {
    stacks: stackCollection(store),
    names: store.collection("cloudformation.names"),
    changeSets: store.collection("cloudformation.change-sets"),
    events: store.collection("cloudformation.events"),
    exports: store.collection("cloudformation.exports"),
  };
}
