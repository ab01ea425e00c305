import { util } from "@aws-appsync/utils";
import type { Item } from "../data/record.ts";
import type { Grant } from "./authorize.ts";
import type { Expression } from "./expression.ts";
import type { Place } from "./operation-specs.ts";

/** Is there a record, neither deleted nor expired? DynamoDB removes expired items only within days. */
export function isLive(item: Item | null | undefined): item is Item {
  if (!item || (item["deletedAt"] ?? null) !== null) return false;
  return !isExpired(item);
}

export function isExpired(item: Item): boolean {
  const expiry = item["_ttl"];
  return typeof expiry === "number" && expiry <= util.time.nowEpochSeconds();
}

/** May the caller, whose grant may cover only their own records, see this one? */
export function isGranted(grant: Grant, item: Item): boolean {
  return !grant.own || item["createdBy"] === grant.userId;
}

/** The same as conditions of an expression: live, and the caller's own where the grant says so. */
export function liveConditions(place: Place, grant: Grant): Expression[] {
  const conditions: Expression[] = [];
  if (place.soft) {
    conditions.push({
      expression: "attribute_not_exists(#_deletedAt)",
      names: { "#_deletedAt": "deletedAt" },
    });
  }
  if (place.soft || place.ttl) {
    conditions.push({
      expression: "(attribute_not_exists(#_ttl) OR #_ttl > :_now)",
      names: { "#_ttl": "_ttl" },
      values: { ":_now": util.time.nowEpochSeconds() },
    });
  }
  if (grant.own) {
    conditions.push({
      expression: "#_createdBy = :_me",
      names: { "#_createdBy": "createdBy" },
      values: { ":_me": grant.userId },
    });
  }
  return conditions;
}
