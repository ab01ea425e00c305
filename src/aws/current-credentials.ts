import { STSClient } from "@aws-sdk/client-sts";
import { clientOf } from "./client-of.ts";
import type { Connection } from "./connection.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

/**
 * The credentials that a connection's clients sign with, from wherever the SDK finds them.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function currentCredentials(connection: Connection): Promise<Credentials> {
  const { accessKeyId, secretAccessKey, sessionToken } = await clientOf(
    connection,
    STSClient,
  ).config.credentials();
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null };
}
