import type { Caller, CallPort } from "../../../kernel/service.ts";
import { validationError } from "../errors.ts";

const largestInline = 51_200;
const largestFromS3 = 1024 * 1024;

/**
 * The template text of a call: given inline or as the URL of an S3 object.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 *
 * @throws WireError ValidationError
 */
export async function templateText(
  input: { readonly TemplateBody?: string | undefined; readonly TemplateURL?: string | undefined },
  call: CallPort,
  caller: Caller,
): Promise<string> {
  if (input.TemplateBody !== undefined && input.TemplateURL !== undefined) {
    throw validationError(
      "You cannot specify both Template Body and Template URL. Please specify only one of them.",
    );
  }
  if (input.TemplateBody !== undefined) {
    if (Buffer.byteLength(input.TemplateBody) > largestInline) {
      throw validationError(
        "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200",
      );
    }
    return input.TemplateBody;
  }
  if (input.TemplateURL === undefined)
    throw validationError("Either Template URL or Template Body must be specified.");
  const { Bucket, Key } = s3Location(input.TemplateURL);
  const answer = await call("s3", "GetObject", { Bucket, Key }, caller);
  const text = await readText(
    answer["Body"] as Iterable<Uint8Array> | AsyncIterable<Uint8Array> | Uint8Array,
  );
  if (Buffer.byteLength(text) > largestFromS3)
    throw validationError("Template may not exceed 1000000 bytes in size.");
  return text;
}

/** Path style, as local endpoints have it, or virtual-host style, as AWS's own. */
function s3Location(url: string): { Bucket: string; Key: string } {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw validationError(`S3 error: ${url} is not a URL`);
  }
  const path = decodeURIComponent(parsed.pathname).slice(1);
  const virtual = /^(.+?)\.s3[.-][^/]*$/.exec(parsed.hostname);
  if (virtual !== null) return { Bucket: virtual[1] as string, Key: path };
  const slash = path.indexOf("/");
  if (slash < 1) throw validationError(`S3 error: ${url} does not name a bucket and an object`);
  return { Bucket: path.slice(0, slash), Key: path.slice(slash + 1) };
}

async function readText(
  body: Iterable<Uint8Array> | AsyncIterable<Uint8Array> | Uint8Array,
): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString("utf8");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
