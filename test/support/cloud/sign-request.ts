import { createHash, createHmac } from "node:crypto";

export interface UnsignedRequest {
  readonly method: string;
  /** As it goes over the wire: encoded. */
  readonly path: string;
  /** Without the question mark, encoded. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * The headers that sign a request by Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), for requests that no SDK
 * would send.
 *
 * @param host `localhost:4510`
 */
export function signedHeaders(
  { method, path, query, headers, body }: UnsignedRequest,
  host: string,
  scope: { readonly region: string; readonly service: string },
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  now = new Date(),
): Record<string, string> {
  const timestamp = now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:]/g, "");
  const date = timestamp.slice(0, 8);
  const payload = sha256(body);
  const all: Record<string, string> = {
    ...headers,
    host,
    "x-amz-date": timestamp,
    "x-amz-content-sha256": payload,
  };
  const names = Object.keys(all).sort();
  const canonical = [
    method,
    scope.service === "s3" ? path : path.split("/").map(encode).join("/"),
    query.split("&").filter(Boolean).map(withValue).sort().join("&"),
    ...names.map((name) => `${name}:${all[name]?.trim().replace(/ +/g, " ")}`),
    "",
    names.join(";"),
    payload,
  ].join("\n");
  const credentialScope = `${date}/${scope.region}/${scope.service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", timestamp, credentialScope, sha256(canonical)].join("\n");
  const key = [date, scope.region, scope.service, "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  const credential = `${credentials.accessKeyId}/${credentialScope}`;
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

/** Everything but RFC 3986's unreserved characters. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function withValue(pair: string): string {
  return pair.includes("=") ? pair : `${pair}=`;
}
