import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { environmentVariable } from "../lambda/environment.ts";
import { createPreTokenHandler } from "./pre-token/create-pre-token-handler.ts";
import { membershipStore } from "./pre-token/memberships.ts";

/** Cognito waits five seconds: no single call may use them up. Connections are kept for the next sign-in. */
const client = new DynamoDBClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1000 },
});

/** Puts the tenant and the roles of a user into their tokens. */
export const handler = createPreTokenHandler({
  store: membershipStore(client, environmentVariable("PLINTH_TABLE")),
  now: () => new Date(),
});
