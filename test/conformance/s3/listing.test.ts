import {
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
const keys = [
  "a.txt",
  "photos/2025/1.jpg",
  "photos/2025/2.jpg",
  "photos/2026/1.jpg",
  "photos/cover.jpg",
  "sample/",
  "sample/x y+z.txt",
  "zebra",
  "é",
  "🎉",
];

beforeAll(async () => {
  Bucket = await s3.bucket("listing");
  for (const Key of keys) await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});

async function all(input: Partial<ListObjectsV2CommandInput>) {
  const found = { keys: [] as string[], prefixes: [] as string[], pages: 0 };
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.client.send(new ListObjectsV2Command({ Bucket, ...input, ContinuationToken }));
    found.keys.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
    found.prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix as string));
    found.pages += 1;
    expect(page.KeyCount).toBe((page.Contents ?? []).length + (page.CommonPrefixes ?? []).length);
    ContinuationToken = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
  } while (ContinuationToken !== undefined);
  return found;
}

describe("ListObjectsV2", () => {
  test("keys come in the order of their UTF-8 bytes", async () => {
    expect((await all({})).keys).toEqual(keys);
  });

  test("sizes, ETags, classes and, on request, owners", async () => {
    const plain = await s3.client.send(new ListObjectsV2Command({ Bucket, Prefix: "a.txt" }));
    expect(plain.Contents).toMatchObject([
      { Key: "a.txt", Size: 5, StorageClass: "STANDARD", ETag: '"a5e54d1fd7bb69a228ef0dcd2431367e"' },
    ]);
    expect(plain.Contents?.[0]?.Owner).toBeUndefined();
    const owned = await s3.client.send(
      new ListObjectsV2Command({ Bucket, Prefix: "a.txt", FetchOwner: true }),
    );
    expect(owned.Contents?.[0]?.Owner?.ID).toBeTruthy();
  });

  test.each([1, 2, 3, 7])("pages of %i miss nothing and repeat nothing", async (MaxKeys) => {
    const found = await all({ MaxKeys });
    expect(found.keys).toEqual(keys);
    expect(found.pages).toBe(Math.ceil(keys.length / MaxKeys));
  });

  test.each([1, 2, 100])("a delimiter rolls keys up, in pages of %i", async (MaxKeys) => {
    const found = await all({ Delimiter: "/", MaxKeys });
    expect(found.keys).toEqual(["a.txt", "zebra", "é", "🎉"]);
    expect(found.prefixes).toEqual(["photos/", "sample/"]);
  });

  test("a prefix looks into a folder", async () => {
    expect(await all({ Delimiter: "/", Prefix: "photos/" })).toMatchObject({
      keys: ["photos/cover.jpg"],
      prefixes: ["photos/2025/", "photos/2026/"],
    });
    expect((await all({ Delimiter: "/", Prefix: "sample/" })).keys).toEqual(["sample/", "sample/x y+z.txt"]);
  });

  test("delimiters may be longer than a character", async () => {
    expect((await all({ Delimiter: "2025/" })).prefixes).toEqual(["photos/2025/"]);
  });

  test("StartAfter begins behind a key, which need not exist", async () => {
    expect((await all({ StartAfter: "photos/2026/0.jpg" })).keys[0]).toBe("photos/2026/1.jpg");
    expect((await all({ StartAfter: "zebra" })).keys).toEqual(["é", "🎉"]);
  });

  test("encoding-type url escapes keys", async () => {
    const page = await s3.client.send(
      new ListObjectsV2Command({ Bucket, Prefix: "sample/x", EncodingType: "url" }),
    );
    expect(page.Contents?.[0]?.Key).toBe("sample/x+y%2Bz.txt");
    expect(page.EncodingType).toBe("url");
  });

  test("a page of nothing is empty", async () => {
    const page = await s3.client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
    expect(page).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  test.each([
    ["a wrong token", { ContinuationToken: "nonsense" }],
    ["an unknown encoding", { EncodingType: "base64" as "url" }],
    ["a negative page", { MaxKeys: -1 }],
  ])("refuses %s", async (_, input) => {
    await expect(s3.client.send(new ListObjectsV2Command({ Bucket, ...input }))).rejects.toMatchObject({
      name: "InvalidArgument",
    });
  });
});

describe("ListObjects", () => {
  test("pages by markers", async () => {
    const first = await s3.client.send(new ListObjectsCommand({ Bucket, MaxKeys: 4 }));
    expect(first).toMatchObject({ IsTruncated: true, MaxKeys: 4 });
    const Marker = first.Contents?.at(-1)?.Key;
    const second = await s3.client.send(new ListObjectsCommand({ Bucket, Marker }));
    expect([...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key)).toEqual(keys);
  });

  test("with a delimiter, NextMarker may be a prefix", async () => {
    const first = await s3.client.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2 }));
    expect(first.NextMarker).toBe("photos/");
    const second = await s3.client.send(
      new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2, Marker: first.NextMarker }),
    );
    expect(second.CommonPrefixes).toEqual([{ Prefix: "sample/" }]);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(["zebra"]);
  });
});
