import type { PutObjectOutput } from "@aws-sdk/client-s3";
import type { HttpRequest, HttpResponse } from "../../../protocols/http-message.ts";
import type { ServiceModel } from "../../../protocols/model.ts";
import { decodeXml, escapeXml } from "../../../protocols/xml.ts";
import type { PutInput } from "../api/put-object.ts";
import { entityTooLarge, entityTooSmall, incompleteBody, invalidArgument } from "../errors.ts";
import model from "../model.gen.json" with { type: "json" };
import { objectUrl } from "../object-url.ts";
import type { S3 } from "../service-parts.ts";
import { readForm } from "./multipart-form.ts";
import { checkPostPolicy, type LengthRange } from "./post-policy.ts";
import { signerOf } from "./post-signature.ts";

/**
 * A browser's form upload.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 *
 * @throws WireError
 */
export async function postObject(s3: S3, bucket: string, request: HttpRequest): Promise<HttpResponse> {
  const { context } = s3;
  const { fields, file } = await readForm(bytesOf(request), request.headers["content-type"] ?? "");
  const named = fields.get("key");
  if (named === undefined)
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      "key",
      "",
    );
  const caller = signerOf(fields, context.identities);
  const policy = fields.get("policy");
  const limits =
    policy === undefined
      ? null
      : checkPostPolicy(
          Buffer.from(policy, "base64").toString("utf8"),
          new Map([...fields, ["bucket", bucket]]),
          context.clock.now(),
        );
  const Key = named.replace(/\$\{filename\}/g, () => file.name);
  const output = (await context.call(
    "s3",
    "PutObject",
    { ...inputOf(fields), Bucket: bucket, Key, Body: within(file.data, limits), isForm: true },
    caller,
  )) as PutObjectOutput;
  return answer(fields, bucket, Key, output, context.baseUrl());
}

async function* bytesOf({ body, stream }: HttpRequest): AsyncGenerator<Uint8Array> {
  if (body !== null) {
    yield body;
    return;
  }
  try {
    yield* stream.iterator({ destroyOnReturn: false });
  } catch {
    throw incompleteBody();
  }
}

async function* within(
  data: AsyncIterable<Uint8Array>,
  limits: LengthRange | null,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of data) {
    size += piece.length;
    if (limits !== null && size > limits.maximum) throw entityTooLarge(size, limits.maximum);
    yield piece;
  }
  if (limits !== null && size < limits.minimum) throw entityTooSmall(size, limits.minimum);
}

/** Fields that mean what the header of their name means to PutObject. */
const members: Readonly<Record<string, keyof PutInput>> = {
  acl: "ACL",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
  "content-type": "ContentType",
  "content-md5": "ContentMD5",
  "x-amz-storage-class": "StorageClass",
  "x-amz-website-redirect-location": "WebsiteRedirectLocation",
  "x-amz-server-side-encryption": "ServerSideEncryption",
  "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
  "x-amz-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm",
  "x-amz-checksum-crc32": "ChecksumCRC32",
  "x-amz-checksum-crc32c": "ChecksumCRC32C",
  "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
  "x-amz-checksum-sha1": "ChecksumSHA1",
  "x-amz-checksum-sha256": "ChecksumSHA256",
};

function inputOf(fields: ReadonlyMap<string, string>): Partial<PutInput> {
  const input: Record<string, unknown> = {};
  const metadata: Record<string, string> = {};
  for (const [name, value] of fields) {
    const member = members[name];
    if (member !== undefined) input[member] = value;
    if (name.startsWith("x-amz-meta-")) metadata[name.slice("x-amz-meta-".length)] = value;
  }
  const tagging = fields.get("tagging");
  return {
    ...input,
    Metadata: metadata,
    ...(fields.has("expires") && { ExpiresString: fields.get("expires") }),
    ...(tagging !== undefined && { Tagging: readTagging(tagging) }),
  };
}

/** In a form, tags are XML. */
function readTagging(xml: string): string {
  const { TagSet = [] } = decodeXml(model as unknown as ServiceModel, "Tagging", xml) as {
    TagSet?: { Key?: string; Value?: string }[];
  };
  return new URLSearchParams(
    TagSet.map(({ Key = "", Value = "" }) => [Key, Value] as [string, string]),
  ).toString();
}

function answer(
  fields: ReadonlyMap<string, string>,
  bucket: string,
  key: string,
  { ETag = "", VersionId }: PutObjectOutput,
  baseUrl: string,
): HttpResponse {
  const location = objectUrl(baseUrl, bucket, key);
  const headers = {
    etag: ETag,
    location,
    ...(VersionId !== undefined && { "x-amz-version-id": VersionId }),
  };
  const redirect = redirectOf(fields.get("success_action_redirect") ?? fields.get("redirect"));
  if (redirect !== null) {
    for (const [name, value] of Object.entries({ bucket, key, etag: ETag }))
      redirect.searchParams.append(name, value);
    return { status: 303, headers: { ...headers, location: redirect.href }, body: "" };
  }
  const status = fields.get("success_action_status");
  if (status !== "201") return { status: status === "200" ? 200 : 204, headers, body: "" };
  const text = [
    ["Location", location],
    ["Bucket", bucket],
    ["Key", key],
    ["ETag", ETag],
  ].map(([name, value]) => `<${name}>${escapeXml(value as string)}</${name}>`);
  return {
    status: 201,
    headers: { ...headers, "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${text.join("")}</PostResponse>`,
  };
}

/** "If success_action_redirect cannot be interpreted, S3 acts as if the field were not present." */
function redirectOf(text: string | undefined): URL | null {
  return text !== undefined && URL.canParse(text) ? new URL(text) : null;
}
