import type { Access, Call, Operation } from "../../kernel/service.ts";
import { bucketAccess, type Conditions, objectAccess } from "./access.ts";
import { verifyDocument } from "./body/verify-document.ts";
import type { Bucket } from "./buckets/bucket.ts";
import { accessDenied, noSuchBucket } from "./errors.ts";
import { checkKey } from "./names.ts";
import type { S3 } from "./service-parts.ts";

interface BucketInput {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

interface ObjectInput extends BucketInput {
  readonly Key: string | undefined;
}

export interface BucketOperation<Input, Output> {
  /** `s3:GetBucketCORS` */
  readonly action: string | ((input: Input) => string);
  readonly conditions?: (input: Input) => Conditions;
  handle(bucket: Bucket, input: Input, call: Call): Output | Promise<Output>;
}

/** An operation on a bucket that must be there. */
export function onBucket<Input extends BucketInput, Output extends object>(
  s3: S3,
  { action, conditions, handle }: BucketOperation<Input, Output>,
): Operation<Input, Output> {
  return {
    access(input, call) {
      const bucket = existing(s3, input);
      const name = typeof action === "string" ? action : action(input);
      return [bucketAccess(name, bucket, call, conditions?.(input))];
    },
    handle(input, call) {
      verifyDocument(call);
      return handle(existing(s3, input), input, call);
    },
  };
}

export interface ObjectOperation<Input, Output> {
  /** The accesses to the object itself, by IAM action. */
  readonly actions: (input: Input) => readonly string[];
  readonly conditions?: (input: Input, bucket: Bucket) => Conditions;
  /** Accesses to anything else, such as the source of a copy. */
  readonly further?: (input: Input, call: Call, bucket: Bucket) => readonly Access[];
  handle(bucket: Bucket, key: string, input: Input, call: Call): Output | Promise<Output>;
}

/** An operation on an object, which may not exist, in a bucket that must. */
export function onObject<Input extends ObjectInput, Output extends object>(
  s3: S3,
  { actions, conditions, further, handle }: ObjectOperation<Input, Output>,
): Operation<Input, Output> {
  return {
    access(input, call) {
      const bucket = existing(s3, input);
      const key = input.Key ?? "";
      checkKey(key);
      const known = conditions?.(input, bucket);
      return [
        ...actions(input).map((action) => objectAccess(action, bucket, key, call, known)),
        ...(further?.(input, call, bucket) ?? []),
      ];
    },
    handle(input, call) {
      verifyDocument(call);
      const bucket = existing(s3, input);
      const key = input.Key ?? "";
      checkKey(key);
      return handle(bucket, key, input, call);
    },
  };
}

/** The bucket's name is the whole world's on AWS: that it does not exist is told to everybody. */
function existing({ state, context }: S3, { Bucket, ExpectedBucketOwner }: BucketInput): Bucket {
  const name = Bucket ?? "";
  const bucket = state.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  if (ExpectedBucketOwner !== undefined && ExpectedBucketOwner !== context.accountId) throw accessDenied();
  return bucket;
}
