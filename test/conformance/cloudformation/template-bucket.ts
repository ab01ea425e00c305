import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll } from "vitest";
import type { ClientSettings } from "../../support/cloud/target.ts";

/** A bucket for templates of nested stacks, removed at the end. */
export function templateBucket(settings: ClientSettings) {
  const Bucket = `plinth-conformance-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
  const keys = new Set<string>();
  let s3: S3Client;
  beforeAll(async () => {
    s3 = new S3Client({ ...settings, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    for (const Key of keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });
  return {
    /** A template's resource: a stack of the given template. */
    async nested(Key: string, template: object, more: object = {}) {
      keys.add(Key);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(template) }));
      const host = settings.endpoint ?? `https://s3.${settings.region}.amazonaws.com`;
      const Properties = { TemplateURL: `${host}/${Bucket}/${Key}`, ...more };
      return { Type: "AWS::CloudFormation::Stack", Properties };
    },
  };
}
