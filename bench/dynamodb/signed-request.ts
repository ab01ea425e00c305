import { createHash, createHmac } from "node:crypto";

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const region = "eu-west-1";

/**
 * A DynamoDB request as it goes over the wire, signed for now: made before the clock runs, so that what is measured is the
 * engine and not its client.
 */
export function signedRequest(
  { host, port, accessKeyId, secretAccessKey }: Endpoint,
  operation: string,
  input: object,
): Buffer {
  const body = JSON.stringify(input);
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers: Readonly<Record<string, string>> = {
    "content-type": "application/x-amz-json-1.0",
    host: `${host}:${port}`,
    "x-amz-content-sha256": sha256(body),
    "x-amz-date": timestamp,
    "x-amz-target": `DynamoDB_20120810.${operation}`,
  };
  const names = Object.keys(headers).join(";");
  const canonical = [
    "POST",
    "/",
    "",
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    "",
    names,
    sha256(body),
  ].join("\n");
  const day = timestamp.slice(0, 8);
  const scope = `${day}/${region}/dynamodb/aws4_request`;
  const key = [day, region, "dynamodb", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const toSign = `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`;
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  const lines = [
    "POST / HTTP/1.1",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    `authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
