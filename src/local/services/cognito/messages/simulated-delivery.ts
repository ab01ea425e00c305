import { createHmac } from "node:crypto";
import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider";
import type { AddressName, UserPool } from "../state.ts";
import { masked } from "../users/addresses.ts";

/**
 * Where a code would have gone, for somebody who does not exist: the same place every time.
 *
 * @param attribute by default what AWS goes by: "the input username format and verification settings of the user pool"
 */
export function simulatedDelivery(
  pool: UserPool,
  name: string,
  attribute: AddressName = likelyAddress(pool, name),
): CodeDeliveryDetailsType {
  const digest = createHmac("sha256", pool.pepper).update(`delivery:${name.toLowerCase()}`).digest("hex");
  if (attribute === "phone_number") {
    const lastDigits = String(Number.parseInt(digest.slice(0, 8), 16) % 10_000).padStart(4, "0");
    const number = name.startsWith("+") ? name : `+1555555${lastDigits}`;
    return { Destination: masked(number), DeliveryMedium: "SMS", AttributeName: attribute };
  }
  const letters = digest.replace(/[0-9]/g, (digit) => String.fromCharCode(103 + Number(digit)));
  const address = name.includes("@") ? name : `${letters[0]}@${letters[1]}`;
  return { Destination: masked(address), DeliveryMedium: "EMAIL", AttributeName: attribute };
}

function likelyAddress({ settings }: UserPool, name: string): AddressName {
  const verifies = settings.AutoVerifiedAttributes ?? ["email"];
  return name.startsWith("+") || !verifies.includes("email") ? "phone_number" : "email";
}
