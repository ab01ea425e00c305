import type { Engine } from "../engine.ts";
import type { AppClient, User, UserPool } from "../state.ts";
import { attributeMap } from "../users/attributes.ts";
import { checkFree, lookUp, saveUser } from "../users/directory.ts";
import { newUser } from "../users/new-user.ts";
import { withPassword } from "../users/set-password.ts";
import { invokeTrigger } from "./invoke.ts";

/**
 * Asks the user migration trigger for somebody the pool does not know, who signs in or has forgotten their password.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 *
 * @returns the user who was taken over; undefined: known already, or not to be had
 */
export async function migrateUser(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  name: string,
  /** Null: forgotten. */
  password: string | null,
  clientMetadata: Readonly<Record<string, string>> | undefined,
): Promise<User | undefined> {
  if (pool.settings.LambdaConfig?.UserMigration === undefined || lookUp(engine, pool, name) !== undefined)
    return undefined;
  const response = await invokeTrigger(engine, pool, "UserMigration", {
    source: password === null ? "UserMigration_ForgotPassword" : "UserMigration_Authentication",
    userName: name,
    clientId: client.id,
    request: { password, validationData: clientMetadata ?? null, userAttributes: null },
    response: {
      userAttributes: null,
      finalUserStatus: null,
      messageAction: null,
      desiredDeliveryMediums: null,
    },
  });
  const attributes = response?.["userAttributes"];
  if (typeof attributes !== "object" || attributes === null) return undefined;
  const { username: _username, ...own } = attributeMap(
    Object.entries(attributes).map(([Name, Value]) => ({ Name, Value: String(Value) })),
  );
  const user = newUser(engine, pool, name, own);
  checkFree(engine, pool, user, true);
  const confirmed = response?.["finalUserStatus"] === "CONFIRMED";
  return saveUser(engine, pool, {
    ...(password === null ? user : withPassword(engine, pool, user, password)),
    status: confirmed && password !== null ? "CONFIRMED" : "RESET_REQUIRED",
  });
}
