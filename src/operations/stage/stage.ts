import type { Connection } from "../../aws/connection.ts";
import type { App } from "../../definition/ir.ts";

/** One stage of a project, connected: what every command that runs a stage works with. */
export interface Stage {
  /** What plinth.config.ts says. */
  readonly app: App;
  readonly name: string;
  /** `acme-prod`: the beginning of every name. */
  readonly prefix: string;
  /** Protected stages refuse deletion. */
  readonly protected: boolean;
  /** 12 digits: the account of the credentials, checked against the one that plinth.config.ts names. */
  readonly account: string;
  readonly connection: Connection;
  /** Its cloud runs in this process, and ends with the command: nobody else can reach it afterwards. */
  readonly temporary: boolean;
}
