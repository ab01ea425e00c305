import { PutBucketCorsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";
import { exchange, objectUrl, sendSigned } from "./signed-request.ts";

const s3 = scratch();
let Bucket = "";
const origin = "http://localhost:3000";
beforeAll(async () => {
  Bucket = await s3.bucket("cors");
  await s3.client.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x" }));
  await s3.client.send(
    new PutBucketCorsCommand({
      Bucket,
      CORSConfiguration: {
        CORSRules: [
          {
            AllowedOrigins: ["http://localhost:*"],
            AllowedMethods: ["GET", "PUT"],
            AllowedHeaders: ["content-type", "x-amz-*"],
            ExposeHeaders: ["ETag"],
            MaxAgeSeconds: 600,
          },
          { AllowedOrigins: ["*"], AllowedMethods: ["HEAD"] },
        ],
      },
    }),
  );
});

async function preflight(headers: Record<string, string>, bucket = Bucket) {
  return await exchange("OPTIONS", await objectUrl(s3.client, bucket, "x"), { origin, ...headers });
}

describe("a preflight", () => {
  test("is answered by the rule that fits", async () => {
    const answer = await preflight({
      "access-control-request-method": "PUT",
      "access-control-request-headers": "Content-Type, x-amz-meta-a",
    });
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, PUT",
        "access-control-allow-headers": "content-type, x-amz-meta-a",
        "access-control-expose-headers": "ETag",
        "access-control-max-age": "600",
        "access-control-allow-credentials": "true",
      },
    });
    expect(answer.headers["vary"]).toContain("Origin");
  });

  test("anybody is anybody", async () => {
    const answer = await preflight({ "access-control-request-method": "HEAD" });
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
  });

  test.each([
    ["a method that is not allowed", { "access-control-request-method": "DELETE" }],
    [
      "a header that is not allowed",
      { "access-control-request-method": "PUT", "access-control-request-headers": "authorization" },
    ],
  ])("refuses %s", async (_, headers) => {
    const answer = await preflight(headers);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("<Code>AccessForbidden</Code>");
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("refuses everything where nothing is configured", async () => {
    const answer = await preflight({ "access-control-request-method": "GET" }, await s3.bucket("no-cors"));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("CORS is not enabled for this bucket");
  });
});

describe("a request of a page", () => {
  const get = async (headers: Record<string, string>, key = "x") =>
    await sendSigned(s3.client, {
      method: "GET",
      url: await objectUrl(s3.client, Bucket, key),
      headers,
      contentHash: "UNSIGNED-PAYLOAD",
      body: () => Buffer.alloc(0),
    });

  test("is told what the page may see, also of errors", async () => {
    expect(await get({ origin })).toMatchObject({
      status: 200,
      headers: { "access-control-allow-origin": origin, "access-control-expose-headers": "ETag" },
    });
    expect(await get({ origin }, "none")).toMatchObject({
      status: 404,
      headers: { "access-control-allow-origin": origin },
    });
  });

  test("no page, no word of it", async () => {
    expect((await get({})).headers["access-control-allow-origin"]).toBeUndefined();
  });
});
