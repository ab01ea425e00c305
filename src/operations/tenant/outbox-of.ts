import type { TenantsOfStage } from "../../tenants/tenants-of-stage.ts";

/**
 * Where the e-mails to somebody can be read.
 *
 * @returns null on AWS, which sends them
 */
export function outboxOf({ connection }: TenantsOfStage, email: string): string | null {
  if (connection.endpoint === null) return null;
  return `${connection.endpoint}/_plinth/outbox?to=${encodeURIComponent(email)}`;
}
