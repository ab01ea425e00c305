import { createHash, createHmac } from "node:crypto";
import { Readable } from "node:stream";
import { asService } from "../../../kernel/callers.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { canonicalRequest } from "../../../signing/canonical-request.ts";

/** Temporary credentials of a role. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface Unsigned {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @throws WireError where the role does not trust AppSync */
export async function sessionOf(
  RoleArn: string,
  apiArn: string,
  context: Pick<ServiceContext, "accountId" | "call">,
): Promise<Session> {
  const answer = await context.call(
    "sts",
    "AssumeRole",
    { RoleArn, RoleSessionName: "APPSYNC_ASSUME_ROLE" },
    asService("appsync.amazonaws.com", apiArn, context),
  );
  const given = answer["Credentials"] as {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
  };
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The headers of a request with its SigV4 signature.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param now milliseconds since 1970
 */
export function signRequest(
  { url, method, headers, body }: Unsigned,
  session: Session,
  scope: { readonly signingRegion?: string | undefined; readonly signingServiceName?: string | undefined },
  now: number,
): Record<string, string> {
  const timestamp = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const service = scope.signingServiceName ?? "";
  const payloadHash = sha256(body);
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const all: Record<string, string> = {
    ...lower,
    host: url.host,
    "x-amz-date": timestamp,
    "x-amz-security-token": session.sessionToken,
    ...(service === "s3" && { "x-amz-content-sha256": payloadHash }),
  };
  const signed = Object.keys(all).toSorted();
  const request = {
    method,
    path: url.pathname,
    queryString: url.search.slice(1),
    query: url.searchParams,
    headers: all,
    body: Buffer.from(body),
    stream: Readable.from([]),
    sourceIp: "127.0.0.1",
    baseUrl: url.origin,
  };
  const parts = [timestamp.slice(0, 8), scope.signingRegion ?? "", service, "aws4_request"];
  const canonical = canonicalRequest(request, signed, payloadHash, service);
  const toSign = ["AWS4-HMAC-SHA256", timestamp, parts.join("/"), sha256(canonical)].join("\n");
  const key = parts.reduce<Buffer>(
    (before, part) => createHmac("sha256", before).update(part).digest(),
    Buffer.from(`AWS4${session.secretAccessKey}`),
  );
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  const { host: _, ...sent } = all;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${session.accessKeyId}/${parts.join("/")}, SignedHeaders=${signed.join(";")}, Signature=${signature}`,
  };
}
