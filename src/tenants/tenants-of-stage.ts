import type { Connection } from "../aws/connection.ts";

/** Where the tenants of a stage are. */
export interface TenantsOfStage {
  /** Name of the stage. */
  readonly stage: string;
  readonly connection: Connection;
  /** The pooled table. */
  readonly table: string;
  readonly userPoolId: string;
  /** Null: the API is not deployed. */
  readonly graphqlUrl: string | null;
  /** ARN of whoever acts: stands in what they write. */
  readonly actor: string;
}

/** What a command line that is given as advice ends with, so that it means the same stage. */
export function onStage({ stage }: Pick<TenantsOfStage, "stage">): string {
  return stage === "local" ? "" : ` --stage ${stage}`;
}
