import { isMap } from "./plain.ts";

/** `util.authType()`: told from the shape of the identity, as recorded from AppSync. */
export function authType(identity: unknown): string {
  if (!isMap(identity)) return "API Key Authorization";
  const has = (...keys: string[]) =>
    keys.every((key) => identity[key] !== undefined && identity[key] !== null);
  if (Object.keys(identity).length === 0 || has("resolverContext")) return "Lambda Authorization";
  if (has("userArn", "sourceIp")) return "IAM Authorization";
  if (has("sub", "issuer", "claims", "username", "sourceIp", "defaultAuthStrategy"))
    return "User Pool Authorization";
  if (has("sub", "issuer", "claims") && !has("username")) return "Open ID Connect Authorization";
  return "API Key Authorization";
}
