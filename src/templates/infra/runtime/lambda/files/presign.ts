import { AwsV4Signer } from "aws4fetch";
import type { Credentials } from "../credentials.ts";
import { optionalVariable } from "../environment.ts";

export interface PresignRequest {
  readonly method: "GET" | "PUT";
  readonly bucket: string;
  /** Of characters that need no escape: see `parseFileKey`. */
  readonly key: string;
  /** All of them are signed: the request must carry exactly these. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further parameters, for instance `response-content-disposition`. */
  readonly query?: Readonly<Record<string, string>>;
  /** At most a week; never longer than the signing credentials live. */
  readonly expiresInSeconds: number;
}

/**
 * A URL that does one thing with one object, for anybody who has it. Made without asking S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 *
 * @param now the moment from which it counts
 */
export async function presign(request: PresignRequest, credentials: Credentials, now: Date): Promise<string> {
  const url = objectUrl(request.bucket, request.key, credentials.region);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  url.searchParams.set("X-Amz-Expires", `${request.expiresInSeconds}`);
  const signer = new AwsV4Signer({
    ...credentials,
    service: "s3",
    method: request.method,
    url: url.href,
    headers: { ...request.headers },
    datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, ""),
    signQuery: true,
    // Content type and length would be left out otherwise, and S3 would take any body.
    allHeaders: true,
  });
  const { url: signed } = await signer.sign();
  // As it was signed: URL writes spaces as +, which is not the same to every reader.
  const query = [...signed.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return `${signed.origin}${signed.pathname}?${query}`;
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The endpoint as the SDKs find it: a local cloud is named by AWS_ENDPOINT_URL and speaks path style. */
function objectUrl(bucket: string, key: string, region: string): URL {
  const endpoint = optionalVariable("AWS_ENDPOINT_URL_S3") ?? optionalVariable("AWS_ENDPOINT_URL");
  if (endpoint !== undefined) return new URL(`/${bucket}/${key}`, endpoint);
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return new URL(`https://${bucket}.s3.${region}.${suffix}/${key}`);
}
