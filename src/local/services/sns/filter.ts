import { parseEventPattern } from "../../patterns/event-pattern.ts";
import { type Notification, type NotificationAttribute, textFor } from "./notification.ts";
import type { Subscription } from "./state.ts";

/**
 * Does a subscription want a message?
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function wants(subscription: Subscription, notification: Notification): boolean {
  const policy = subscription.attributes["FilterPolicy"];
  if (policy === undefined) return true;
  const pattern = parseEventPattern(policy);
  if (subscription.attributes["FilterPolicyScope"] !== "MessageBody")
    return pattern.matches(attributeValues(notification.attributes));
  try {
    return pattern.matches(JSON.parse(textFor(notification, subscription.protocol)));
  } catch {
    // What is no JSON matches no policy on the body.
    return false;
  }
}

function attributeValues(attributes: Readonly<Record<string, NotificationAttribute>>): object {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { type }]) => !type.startsWith("Binary"))
      .map(([name, { type, value }]) => [name, read(type, value)]),
  );
}

function read(type: string, value: string): unknown {
  if (type.startsWith("Number")) return Number(value);
  if (type !== "String.Array") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
