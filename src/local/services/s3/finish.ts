import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import type { Match } from "../../protocols/routes.ts";
import { corsHeaders } from "./cors/cors-headers.ts";
import { encodeHeaderText } from "./objects/header-text.ts";
import type { S3State } from "./state.ts";

/** What S3's responses have beyond their shapes. */
export function finish(
  state: S3State,
  request: HttpRequest,
  response: HttpResponse,
  { operation, labels }: Match,
): HttpResponse {
  const bucket = labels["Bucket"] === undefined ? undefined : state.buckets.get(decoded(labels["Bucket"]));
  const headers = {
    ...Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name,
        typeof value === "string" ? encodeHeaderText(value) : value,
      ]),
    ),
    server: "AmazonS3",
    "x-amz-id-2": String(response.headers["x-amz-request-id"]),
    ...(bucket === undefined ? {} : corsHeaders(bucket, request)),
  };
  const status = response.status === 200 && "content-range" in headers ? 206 : response.status;
  return { status, headers, body: bodyOf(operation, response) };
}

/** The one answer whose root element is the value itself. */
function bodyOf(operation: string, { body, status }: HttpResponse): HttpResponse["body"] {
  if (operation !== "GetBucketLocation" || status !== 200 || typeof body !== "string") return body;
  return body.replace(/<LocationConstraint>(.*?)<\/LocationConstraint>/, "$1");
}

function decoded(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    return "";
  }
}
