import { createHash, createHmac } from "node:crypto";
import { request as send } from "node:http";
import { request as sendSecurely } from "node:https";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-content-sha256` */
  readonly contentHash: string;
  /** What goes over the wire, of the signature that the headers got. */
  readonly body: (signer: ChunkSigner) => Buffer;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Goes on from the signature of a request to those of its chunks. */
export interface ChunkSigner {
  chunk(data: Buffer): string;
  trailer(lines: string): string;
}

/** Where an object is, however the target is addressed. */
export async function objectUrl(client: S3Client, Bucket: string, Key: string): Promise<URL> {
  const url = new URL(await getSignedUrl(client, new GetObjectCommand({ Bucket, Key })));
  url.search = "";
  return url;
}

/** Signs and sends what the official client never sends by itself. */
export async function sendSigned(client: S3Client, raw: RawRequest): Promise<RawResponse> {
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  const region = await client.config.region();
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${timestamp.slice(0, 8)}/${region}/s3/aws4_request`;
  const headers: Record<string, string> = {
    ...raw.headers,
    host: raw.url.host,
    "x-amz-date": timestamp,
    "x-amz-content-sha256": raw.contentHash,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    raw.method,
    raw.url.pathname,
    [...raw.url.searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .sort()
      .join("&"),
    names.map((name) => `${name}:${headers[name]}\n`).join(""),
    names.join(";"),
    raw.contentHash,
  ].join("\n");
  const key = [timestamp.slice(0, 8), region, "s3", "aws4_request"].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  const signature = hmac(key, ["AWS4-HMAC-SHA256", timestamp, scope, sha256(canonical)].join("\n")).toString(
    "hex",
  );
  headers["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  let previous = signature;
  const sign = (parts: string[]) => {
    previous = hmac(key, parts.join("\n")).toString("hex");
    return previous;
  };
  const body = raw.body({
    chunk: (data) => sign(["AWS4-HMAC-SHA256-PAYLOAD", timestamp, scope, previous, sha256(""), sha256(data)]),
    trailer: (lines) => sign(["AWS4-HMAC-SHA256-TRAILER", timestamp, scope, previous, sha256(lines)]),
  });
  return await exchange(raw.method, raw.url, { ...headers, "content-length": String(body.length) }, body);
}

/** Sends a request as it is, without help from `fetch`, which forbids some headers. */
export function exchange(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>> = {},
  body: Buffer = Buffer.alloc(0),
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? sendSecurely : send)(
      url,
      { method, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
