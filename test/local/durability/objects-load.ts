import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "vitest";
import type { ClientSettings } from "../../support/cloud/target.ts";
import { type Load, untilKilled } from "./load.ts";

const Bucket = "durable";

/** Objects that are written over again and again, each filled with its number. */
export function objectsLoad(writers: number): Load {
  const acknowledged = new Map<string, number>();
  let count = 0;
  const open = (settings: ClientSettings) => new S3Client({ ...settings, forcePathStyle: true });
  return {
    async prepare(settings) {
      const client = open(settings);
      await client.send(new CreateBucketCommand({ Bucket }));
      client.destroy();
    },

    async run(settings) {
      const client = open(settings);
      await Promise.all(
        Array.from({ length: writers }, (_, writer) =>
          untilKilled(async (at) => {
            const Key = `${writer}/${at % 5}`;
            count += 1;
            const number = count;
            await client.send(new PutObjectCommand({ Bucket, Key, Body: bodyOf(number) }));
            acknowledged.set(Key, number);
          }),
        ),
      );
      client.destroy();
    },

    async check(settings) {
      const client = open(settings);
      for (const [Key, number] of acknowledged) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
        const found = Number(bytes.toString("latin1", 0, bytes.indexOf(".")));
        expect(found).toBeGreaterThanOrEqual(number);
        expect(bytes.equals(bodyOf(found)), `${Key} is whole`).toBe(true);
        acknowledged.set(Key, found);
      }
      client.destroy();
    },

    acknowledged: () => count,
  };
}

function bodyOf(number: number): Buffer {
  return Buffer.alloc(20_000 + (number % 7) * 9_000, `${number}.`);
}
