import { GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
beforeAll(async () => {
  Bucket = await s3.bucket("forms");
});

const presign = (Key: string, more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(s3.client, { Bucket, Key, Expires: 60, ...more });

function form(
  fields: Record<string, string>,
  file: string | Uint8Array<ArrayBuffer>,
  name = "file.txt",
): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  data.append("file", new Blob([file], { type: "text/plain" }), name);
  return data;
}

async function send(
  url: string,
  body: FormData,
): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

async function read(Key: string): Promise<string | undefined> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return await Body?.transformToString();
}

describe("a form upload", () => {
  test("puts the file, and says nothing more", async () => {
    const { url, fields } = await presign("plain");
    const answer = await send(url, form(fields, "hello"));
    expect(answer).toMatchObject({ status: 204, text: "" });
    expect(answer.headers.get("etag")).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect(await read("plain")).toBe("hello");
  });

  test("success_action_status 201 tells of the object", async () => {
    const { url, fields } = await presign("status", { Fields: { success_action_status: "201" } });
    const answer = await send(url, form(fields, "hello"));
    expect(answer.status).toBe(201);
    expect(answer.text).toContain("<Key>status</Key>");
    expect(answer.text).toContain(`<Bucket>${Bucket}</Bucket>`);
  });

  test("success_action_redirect leads on", async () => {
    const { url, fields } = await presign("redirected", {
      Fields: { success_action_redirect: "http://localhost/done?x=1" },
    });
    const answer = await send(url, form(fields, "hello"));
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get("location") ?? "");
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      x: "1",
      bucket: Bucket,
      key: "redirected",
    });
  });

  test("the file's name may stand in the key", async () => {
    const { url, fields } = await presign("up/${filename}", { Conditions: [["starts-with", "$key", "up/"]] });
    expect((await send(url, form(fields, "x", "photo 1.png"))).status).toBe(204);
    expect(await read("up/photo 1.png")).toBe("x");
  });

  test("content type, metadata, tags and class are kept", async () => {
    const tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    const { url, fields } = await presign("described", {
      Fields: {
        "Content-Type": "image/png",
        "x-amz-meta-by": "form",
        "x-amz-storage-class": "STANDARD_IA",
        tagging,
      },
    });
    expect((await send(url, form(fields, "x"))).status).toBe(204);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "described" }));
    expect(head).toMatchObject({
      ContentType: "image/png",
      Metadata: { by: "form" },
      StorageClass: "STANDARD_IA",
    });
    const tags = await s3.client.send(new GetObjectTaggingCommand({ Bucket, Key: "described" }));
    expect(tags.TagSet).toEqual([{ Key: "a", Value: "b" }]);
  });

  test("a file of many megabytes, with what looks like a boundary in it", async () => {
    const bytes = Buffer.alloc(12 * 1024 * 1024, "\r\n------");
    const { url, fields } = await presign("large");
    expect((await send(url, form(fields, new Uint8Array(bytes)))).status).toBe(204);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: "large" }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });
});

describe("the policy decides", () => {
  const refused = async (url: string, body: FormData, message: string, status = 403) => {
    const answer = await send(url, body);
    expect(answer.text).toContain(message);
    expect(answer.status).toBe(status);
  };

  test("over the key", async () => {
    const { url, fields } = await presign("allowed");
    await refused(url, form({ ...fields, key: "another" }, "x"), "Policy Condition failed");
    const starts = await presign("mine/x", { Conditions: [["starts-with", "$key", "mine/"]] });
    await refused(starts.url, form({ ...starts.fields, key: "theirs/x" }, "x"), "Policy Condition failed");
  });

  test("over fields that it does not name", async () => {
    const { url, fields } = await presign("extra");
    await refused(
      url,
      form({ ...fields, "x-amz-meta-extra": "1" }, "x"),
      "Extra input fields: x-amz-meta-extra",
    );
  });

  test("over the length", async () => {
    const { url, fields } = await presign("length", { Conditions: [["content-length-range", 2, 4]] });
    await refused(url, form(fields, "12345"), "EntityTooLarge", 400);
    await refused(url, form(fields, "1"), "EntityTooSmall", 400);
    expect((await send(url, form(fields, "123"))).status).toBe(204);
    expect(await read("length")).toBe("123");
  });

  test("over the content type", async () => {
    const { url, fields } = await presign("type", {
      Conditions: [["starts-with", "$Content-Type", "image/"]],
      Fields: { "Content-Type": "image/png" },
    });
    await refused(url, form({ ...fields, "Content-Type": "text/html" }, "x"), "Policy Condition failed");
  });

  test("over the time", async () => {
    const { url, fields } = await presign("late", { Expires: -10 });
    await refused(url, form(fields, "x"), "Policy expired");
  });

  test("and must be the one that was signed", async () => {
    const { url, fields } = await presign("forged");
    const policy = JSON.parse(Buffer.from(fields["Policy"] ?? "", "base64").toString());
    policy.expiration = "2099-01-01T00:00:00Z";
    const Policy = Buffer.from(JSON.stringify(policy)).toString("base64");
    await refused(url, form({ ...fields, Policy }, "x"), "SignatureDoesNotMatch");
  });
});

test("a form without a file, or without a key, is refused", async () => {
  const { url, fields } = await presign("incomplete");
  const noFile = new FormData();
  for (const [field, value] of Object.entries(fields)) noFile.append(field, value);
  expect((await send(url, noFile)).status).toBe(400);
  const { key: _, ...keyless } = fields;
  expect((await send(url, form(keyless, "x"))).text).toContain("InvalidArgument");
});

test("a form without a policy is nobody's, and nobody may", async () => {
  const { url } = await presign("anonymous");
  expect((await send(url, form({ key: "anonymous" }, "x"))).status).toBe(403);
});
