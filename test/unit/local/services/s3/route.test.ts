import { describe, expect, test } from "vitest";
import type { RequestHead } from "../../../../../src/local/protocols/http-message.ts";
import { addressOf } from "../../../../../src/local/services/s3/addressing.ts";
import { routeOf } from "../../../../../src/local/services/s3/route.ts";

function head(method: string, url: string, headers: Record<string, string> = {}): RequestHead {
  const [path = "", queryString = ""] = url.split("?");
  return {
    method,
    path,
    queryString,
    query: new URLSearchParams(queryString),
    headers: { host: "localhost", ...headers },
  };
}

test.each([
  ["localhost:4500", "/", null, null],
  ["localhost", "/bucket", "bucket", null],
  ["localhost", "/bucket/", "bucket", null],
  ["127.0.0.1:4500", "/bucket/a/b", "bucket", "a/b"],
  ["localhost", "/bucket//a", "bucket", "/a"],
  ["localhost", "/bucket/../x", "bucket", "../x"],
  ["bucket.localhost:4500", "/", "bucket", null],
  ["bucket.localhost", "/a/b", "bucket", "a/b"],
  ["my.bucket.localhost", "//a", "my.bucket", "/a"],
  ["s3.localhost", "/bucket/a", "bucket", "a"],
  ["bucket.s3.localhost", "/a", "bucket", "a"],
  ["s3.eu-west-1.localhost", "/bucket/a", "bucket", "a"],
  ["bucket.s3.eu-west-1.localhost:80", "/a", "bucket", "a"],
])("%s %s", (host, path, bucket, key) => {
  expect(addressOf({ path, headers: { host } })).toEqual({ bucket, key });
});

describe("operations", () => {
  test.each([
    ["GET", "/", "ListBuckets"],
    ["GET", "/b", "ListObjects"],
    ["GET", "/b/?list-type=2&prefix=policy", "ListObjectsV2"],
    ["GET", "/b?versions", "ListObjectVersions"],
    ["PUT", "/b", "CreateBucket"],
    ["PUT", "/b?policy", "PutBucketPolicy"],
    ["POST", "/b/?delete", "DeleteObjects"],
    ["GET", "/b/k", "GetObject"],
    ["GET", "/b/k?versionId=1&response-content-type=a", "GetObject"],
    ["GET", "/b/k?uploadId=1", "ListParts"],
    ["PUT", "/b/k?partNumber=1&uploadId=1", "UploadPart"],
    ["POST", "/b/k?uploads", "CreateMultipartUpload"],
    ["POST", "/b/k?uploadId=1", "CompleteMultipartUpload"],
    ["DELETE", "/b/k?uploadId=1", "AbortMultipartUpload"],
    ["DELETE", "/b/k?tagging", "DeleteObjectTagging"],
  ])("%s %s is %s", (method, url, operation) => {
    expect(routeOf(head(method, url)).operation).toBe(operation);
  });

  test("copies are told by a header", () => {
    const headers = { "x-amz-copy-source": "b/k" };
    expect(routeOf(head("PUT", "/b/k", headers)).operation).toBe("CopyObject");
    expect(routeOf(head("PUT", "/b/k?partNumber=1&uploadId=1", headers)).operation).toBe("UploadPartCopy");
  });

  test.each([
    ["PUT", "/b?acl"],
    ["PUT", "/b?website"],
    ["GET", "/b/k?torrent"],
    ["PUT", "/b/k?acl"],
    ["POST", "/b/k?restore"],
    ["GET", "/b?intelligent-tiering&id=1"],
  ])("%s %s is not taken for something else", (method, url) => {
    expect(() => routeOf(head(method, url))).toThrow("does not support");
  });

  test.each([
    ["PATCH", "/b/k"],
    ["POST", "/b/k"],
    ["DELETE", "/"],
  ])("%s %s is no operation at all", (method, url) => {
    expect(() => routeOf(head(method, url))).toThrow(expect.objectContaining({ code: "MethodNotAllowed" }));
  });
});
