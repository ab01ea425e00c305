import type { HttpRequest } from "../protocols/http-message.ts";

/**
 * The canonical form of a request, per "Create a signed AWS API request"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 *
 * @param signedHeaders lower-case names in the order the client listed them
 * @param payloadHash hex, or one of S3's literals
 * @param service S3 takes the path as sent; every other service encodes it once more
 */
export function canonicalRequest(
  request: HttpRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
  service: string,
): string {
  let headers = "";
  for (const name of signedHeaders) headers += `${name}:${collapsed(request.headers[name] ?? "")}\n`;
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery(request.queryString),
    headers,
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

function collapsed(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes("  ") ? trimmed.replace(/ +/g, " ") : trimmed;
}

function canonicalPath(path: string, service: string): string {
  if (path === "/") return path;
  if (service === "s3") return path.split("/").map(normalize).join("/");
  return path.split("/").map(encode).join("/") || "/";
}

function canonicalQuery(queryString: string): string {
  if (queryString === "") return "";
  return queryString
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      const name = at < 0 ? pair : pair.slice(0, at);
      return [normalize(name), normalize(at < 0 ? "" : pair.slice(at + 1))] as const;
    })
    .filter(([name]) => name !== "X-Amz-Signature")
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Decodes what the client encoded in its own way, and encodes it in AWS's. */
function normalize(text: string): string {
  try {
    return encode(decodeURIComponent(text));
  } catch {
    return encode(text);
  }
}

/** RFC 3986: everything but unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
