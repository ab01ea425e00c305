import { type Cloud, localAccountId, startCloud } from "../../../../../src/local/cloud.ts";
import type { Clock } from "../../../../../src/local/kernel/clock.ts";
import type { Caller } from "../../../../../src/local/kernel/service.ts";

export interface LocalS3 {
  readonly cloud: Cloud;
  /** An operation inside the process, as the account's root. */
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  /** The bytes of an object. */
  read(Bucket: string, Key: string, more?: object): Promise<Buffer>;
}

const root: Caller = {
  kind: "root",
  arn: `arn:aws:iam::${localAccountId}:root`,
  accountId: localAccountId,
  userId: localAccountId,
  roleArn: null,
  servicePrincipal: null,
  sessionPolicies: [],
  tags: {},
};

/** @param stateFolder null: in memory */
export async function localS3(stateFolder: string | null = null, clock?: Clock): Promise<LocalS3> {
  const options = { port: 0, stateFolder, region: "us-east-1", log: (line: string) => console.error(line) };
  const cloud = await startCloud(clock === undefined ? options : { ...options, clock });
  const call: LocalS3["call"] = (operation, input) => cloud.call("s3", operation, input, root);
  return {
    cloud,
    call,
    async read(Bucket, Key, more) {
      const { Body } = await call("GetObject", { Bucket, Key, ...more });
      const pieces: Uint8Array[] = [];
      for await (const piece of Body as AsyncIterable<Uint8Array>) pieces.push(piece);
      return Buffer.concat(pieces);
    },
  };
}
