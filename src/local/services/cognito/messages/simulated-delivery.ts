import { createHmac } from "node:crypto";
import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider";
import type { UserPool } from "../state.ts";
import { masked } from "../users/addresses.ts";

/**
 * Where a code would have gone, for somebody who does not exist: "determined by the input username format and verification
 * settings", and the same every time.
 */
export function simulatedDelivery(pool: UserPool, name: string): CodeDeliveryDetailsType {
  const byText =
    name.startsWith("+") || !(pool.settings.AutoVerifiedAttributes ?? ["email"]).includes("email");
  if (byText) {
    const digits = BigInt(`0x${invented(pool, name).slice(0, 12)}`) % 10_000n;
    const number = name.startsWith("+") ? name : `+1555555${String(digits).padStart(4, "0")}`;
    return { Destination: masked(number), DeliveryMedium: "SMS", AttributeName: "phone_number" };
  }
  const letters = invented(pool, name).replace(/[0-9]/g, (digit) => String.fromCharCode(103 + Number(digit)));
  const address = name.includes("@") ? name : `${letters[0]}@${letters[1]}`;
  return { Destination: masked(address), DeliveryMedium: "EMAIL", AttributeName: "email" };
}

function invented(pool: UserPool, name: string): string {
  return createHmac("sha256", pool.pepper).update(`delivery:${name.toLowerCase()}`).digest("hex");
}
