import { closeConnection } from "../aws/client-of.ts";
import type { Connection } from "../aws/connection.ts";
import { assumeRole } from "../aws/sts/assume-role.ts";

/** The caller's connection, and those of the roles that the bootstrap stack made for deploying. */
export interface Connections {
  readonly own: Connection;
  /**
   * Acts as a role, where the caller may; otherwise as the caller itself, whose own permissions may well be enough (the
   * CDK's command line does the same).
   */
  as(role: string | null): Promise<Connection>;
  /** Closes those of roles. */
  close(): void;
}

export function openConnections(own: Connection): Connections {
  const known = new Map<string, Promise<Connection>>();
  return {
    own,
    async as(role) {
      if (role === null) return own;
      const found = known.get(role) ?? assumeRole(own, role, "plinth-deploy").catch(() => own);
      known.set(role, found);
      return found;
    },
    close() {
      for (const connection of known.values()) {
        void connection.then((each) => {
          if (each !== own) closeConnection(each);
        });
      }
    },
  };
}
