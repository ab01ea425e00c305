import { STSClient } from "@aws-sdk/client-sts";
import { AwsClient } from "aws4fetch";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Runs a query or a mutation as the system, with the connection's AWS credentials.
 *
 * @param url of the API
 * @returns the data
 * @throws Error with AppSync's name and message; `AccessDeniedException` where the credentials do not suffice
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export async function callGraphql(
  connection: Connection,
  url: string,
  query: string,
  variables: object,
): Promise<Readonly<Record<string, unknown>>> {
  // As the SDK finds them for every other request.
  const credentials = await clientOf(connection, STSClient).config.credentials();
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    region: connection.region,
    service: "appsync",
  });
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: "" };
  const answer = await signer
    .fetch(url, { ...request, body: JSON.stringify({ query, variables }) })
    .catch((error: unknown) => {
      // "fetch failed": what is the matter stands in the cause.
      throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
    });
  const { data, errors } = (await answer.json()) as {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly { readonly message: string; readonly errorType?: string }[];
  };
  const [first] = errors ?? [];
  if (first === undefined && data) return data;
  const error = new Error(first?.message ?? `The API answered with status ${answer.status}.`);
  error.name = first?.errorType ?? "GraphqlError";
  // AppSync has several names for it; other services have this one.
  if (answer.status === 401 || answer.status === 403 || error.name.startsWith("Unauthorized"))
    error.name = "AccessDeniedException";
  throw error;
}
