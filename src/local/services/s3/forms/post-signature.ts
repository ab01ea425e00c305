import { createHmac, timingSafeEqual } from "node:crypto";
import type { Identities } from "../../../kernel/identities.ts";
import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalidArgument, signatureDoesNotMatch } from "../errors.ts";

/**
 * Who signed a form's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 *
 * @param fields lower-case names
 * @returns the anonymous caller where the form has no policy at all
 * @throws WireError SignatureDoesNotMatch, InvalidAccessKeyId, InvalidArgument
 */
export function signerOf(fields: ReadonlyMap<string, string>, identities: Identities): Caller {
  const policy = fields.get("policy");
  if (policy === undefined) return identities.anonymous;
  const need = (name: string) => {
    const value = fields.get(name);
    if (value === undefined)
      throw invalidArgument(`Bucket POST must contain a field named '${name}'.`, name, "");
    return value;
  };
  if (need("x-amz-algorithm") !== "AWS4-HMAC-SHA256")
    throw invalidArgument('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"', "x-amz-algorithm");
  const [accessKeyId = "", date = "", region = "", service = "", terminator] =
    need("x-amz-credential").split("/");
  if (service !== "s3" || terminator !== "aws4_request")
    throw invalidArgument("The Credential is mal-formed", "x-amz-credential");
  const secret = identities.secretOf(accessKeyId, fields.get("x-amz-security-token") ?? null);
  if (secret === null) {
    throw new WireError(
      "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records.",
      403,
      { AWSAccessKeyId: accessKeyId },
    );
  }
  const signingKey = [date, region, service, "aws4_request"].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secret}`),
  );
  const expected = hmac(signingKey, policy);
  const given = Buffer.from(need("x-amz-signature"), "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw signatureDoesNotMatch();
  return identities.callerOf(accessKeyId);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
