import { WireError } from "../../../kernel/wire-error.ts";
import { encodeError } from "../../../protocols/errors.ts";
import type { HttpRequest, HttpResponse } from "../../../protocols/http-message.ts";
import { addressOf } from "../addressing.ts";
import { corsHeaders, preflightHeaders } from "../cors/cors-headers.ts";
import { isForm } from "../route.ts";
import type { S3 } from "../service-parts.ts";
import { postObject } from "./post-object.ts";

/** What only web pages send: preflights, and forms. @returns null where the request is neither, or no bucket's */
export async function answerPageRequest(s3: S3, request: HttpRequest): Promise<HttpResponse | null> {
  const { method, headers } = request;
  const { bucket: name, key } = addressOf(request);
  const bucket = name === null ? undefined : s3.state.buckets.get(name);
  if (bucket === undefined) return null;
  const isPost = method === "POST" && key === null && isForm(headers);
  if (method !== "OPTIONS" && !isPost) return null;
  const requestId = s3.context.ids.uuid();
  const common = { server: "AmazonS3", "x-amz-request-id": requestId, "x-amz-id-2": requestId };
  try {
    if (method === "OPTIONS")
      return { status: 200, headers: { ...common, ...preflightHeaders(bucket, request) }, body: "" };
    const response = await postObject(s3, bucket.name, request);
    return { ...response, headers: { ...common, ...response.headers, ...corsHeaders(bucket, request) } };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const encoded = encodeError(error, "restXml", null, requestId);
    return { ...encoded, headers: { ...common, ...encoded.headers, ...corsHeaders(bucket, request) } };
  }
}
