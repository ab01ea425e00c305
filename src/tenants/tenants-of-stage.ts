import type { Connection } from "../aws/connection.ts";

/** Where the tenants of a stage are. */
export interface TenantsOfStage {
  readonly connection: Connection;
  /** The pooled table. */
  readonly table: string;
  readonly userPoolId: string;
  /** ARN of whoever acts: stands in what they write. */
  readonly actor: string;
}
