import { notSupportedHere } from "../../kernel/wire-error.ts";
import { parseEventPattern } from "../../patterns/event-pattern.ts";
import { invalidParameter } from "./errors.ts";

/**
 * https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 *
 * @throws WireError InvalidParameter
 */
export function checkSubscriptionAttribute(name: string, value = ""): void {
  switch (name) {
    case "FilterPolicy":
      if (value === "" || value === "{}") return;
      try {
        parseEventPattern(value);
      } catch (error) {
        throw invalidParameter(`FilterPolicy: ${(error as Error).message}`);
      }
      return;
    case "FilterPolicyScope":
      if (!["MessageAttributes", "MessageBody"].includes(value)) throw invalidParameter("FilterPolicyScope");
      return;
    case "RawMessageDelivery":
      if (!["true", "false"].includes(value)) throw invalidParameter("RawMessageDelivery");
      return;
    case "RedrivePolicy":
    case "DeliveryPolicy":
      if (value === "") return;
      try {
        const policy: unknown = JSON.parse(value);
        if (name === "DeliveryPolicy" || typeof policyTarget(policy) === "string") return;
      } catch {
        // Said below.
      }
      throw invalidParameter(
        `${name}: it must be JSON${name === "RedrivePolicy" ? " with deadLetterTargetArn" : ""}`,
      );
    case "ReplayPolicy":
    case "SubscriptionRoleArn":
      throw notSupportedHere(`the attribute ${name} of SNS subscriptions`);
    default:
      throw invalidParameter(`AttributeName ${name}`);
  }
}

function policyTarget(policy: unknown): unknown {
  return (policy as Record<string, unknown> | null)?.["deadLetterTargetArn"];
}
