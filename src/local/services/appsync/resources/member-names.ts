/**
 * CloudFormation writes AppSync's members in upper camel case where the API writes lower. Free maps stay as they are.
 *
 * @param untouched names whose values are maps with names of the user's own
 */
export function memberNames(value: unknown, untouched: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((each) => memberNames(each, untouched));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      special[name] ?? name.charAt(0).toLowerCase() + name.slice(1),
      untouched.includes(name) ? each : memberNames(each, untouched),
    ]),
  );
}

/** Where the API's name is not the property's in lower camel case. */
const special: Readonly<Record<string, string>> = {
  DynamoDBConfig: "dynamodbConfig",
  ClientId: "clientId",
  IatTTL: "iatTTL",
  AuthTTL: "authTTL",
  OpenIDConnectConfig: "openIDConnectConfig",
};
