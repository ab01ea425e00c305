import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { globalPrefix, only, userPrefix } from "../../data/keys.ts";

/** What a user is in one tenant. */
export interface Membership {
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly active: boolean;
  /** ISO 8601; empty where the user never chose this tenant. */
  readonly lastUsedAt: string;
}

/** Where users, tenants and what connects them are stored. */
export interface MembershipStore {
  /** One read: at most 100, which is as many as can be looked at afterwards. */
  membershipsOf(userId: string): Promise<readonly Membership[]>;
  /** One read. @returns those of the tenants that exist and are not suspended */
  activeTenants(tenantIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Remembers the choice for the next time. */
  touch(userId: string, tenantId: string, at: Date): Promise<void>;
}

const mostMemberships = 100;

export function membershipStore(client: DynamoDBClient, table: string): MembershipStore {
  return {
    async membershipsOf(userId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: partition(userId) } },
          // Who was let in, suspended or moved a moment ago must see it now.
          ConsistentRead: true,
          Limit: mostMemberships,
        }),
      );
      return Items.map((item) => toMembership(unmarshall(item)));
    },

    async activeTenants(tenantIds) {
      const Keys = tenantIds.map((id) => ({ pk: { S: `${globalPrefix}#$Tenant#${id}` }, sk: { S: only } }));
      const request = {
        Keys,
        ConsistentRead: true,
        ProjectionExpression: "id, #status",
        ExpressionAttributeNames: { "#status": "status" },
      };
      const { Responses, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: request } }),
      );
      // Left unread, a tenant would look suspended.
      if (Object.keys(UnprocessedKeys).length > 0) throw new Error("DynamoDB did not read all tenants.");
      const active = (Responses?.[table] ?? []).filter((item) => item["status"]?.S === "active");
      return new Set(active.map((item) => item["id"]?.S ?? ""));
    },

    async touch(userId, tenantId, at) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { pk: { S: partition(userId) }, sk: { S: tenantId } },
            UpdateExpression: "SET lastUsedAt = :at",
            // Not a membership that was taken away this moment.
            ConditionExpression: "attribute_exists(pk)",
            ExpressionAttributeValues: { ":at": { S: at.toISOString() } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

function partition(userId: string): string {
  return `${userPrefix(userId)}#$Membership`;
}

function toMembership(item: Readonly<Record<string, unknown>>): Membership {
  const { tenantId, roles, status, lastUsedAt } = item;
  return {
    tenantId: typeof tenantId === "string" ? tenantId : "",
    roles:
      Array.isArray(roles) || roles instanceof Set
        ? [...roles].filter((role) => typeof role === "string")
        : [],
    active: status === "active",
    lastUsedAt: typeof lastUsedAt === "string" ? lastUsedAt : "",
  };
}
