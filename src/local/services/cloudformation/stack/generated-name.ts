import { createHash } from "node:crypto";

/**
 * A name as CloudFormation makes them: `<stack>-<logical id>-<suffix>`, cut to fit. Both names are cut, the longer one
 * more, so that what is left still tells where it belongs.
 */
export function generatedName(
  stackName: string,
  logicalId: string,
  suffix: string,
  maxLength: number,
): string {
  const room = maxLength - suffix.length - 2;
  const stackPart = stackName.slice(0, Math.max(Math.ceil(room / 2), room - logicalId.length));
  return `${stackPart}-${logicalId.slice(0, room - stackPart.length)}-${suffix}`;
}

/** The suffix of the n-th name that is made of a seed: the seed itself first, then others of the same form. */
export function nameSuffix(seed: string, position: number): string {
  if (position === 0) return seed;
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const digest = createHash("sha256").update(`${seed}${position}`).digest();
  return Array.from(digest.subarray(0, seed.length), (byte) => alphabet[byte & 31]).join("");
}
