import type { CreateBucketOutput, CreateBucketRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { verifyDocument } from "../body/verify-document.ts";
import { newBucket } from "../buckets/bucket.ts";
import { bucketArn, checkBucketName } from "../names.ts";
import { refuseAcl } from "../objects/about.ts";
import type { S3 } from "../service-parts.ts";
import { readBucketTags } from "../tags.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket = ({ state, context }: S3): Operation<CreateBucketRequest, CreateBucketOutput> => ({
  access: (input) => [{ action: "s3:CreateBucket", resource: bucketArn(input.Bucket ?? "") }],

  handle(input, call) {
    verifyDocument(call);
    const name = input.Bucket ?? "";
    checkBucketName(name);
    refuseUnsupported(input);
    checkLocation(input.CreateBucketConfiguration?.LocationConstraint, context.region);
    const ownership = input.ObjectOwnership ?? "BucketOwnerEnforced";
    refuseAcl(input.ACL, false, ownership);
    const tags = input.CreateBucketConfiguration?.Tags;
    if (state.buckets.get(name) === undefined) {
      const read = tags === undefined ? null : readBucketTags(tags);
      state.buckets.put(name, newBucket(name, context.clock.now(), ownership, read));
    } else if (context.region !== "us-east-1") {
      throw new WireError(
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
        409,
        { BucketName: name },
      );
    }
    return { Location: `/${name}`, BucketArn: bucketArn(name) };
  },
});

function refuseUnsupported(input: CreateBucketRequest): void {
  if (input.ObjectLockEnabledForBucket) throw notSupportedHere("object lock of S3 buckets");
  if (input.CreateBucketConfiguration?.Bucket ?? input.CreateBucketConfiguration?.Location)
    throw notSupportedHere("directory buckets of S3");
  if (input.BucketNamespace !== undefined && input.BucketNamespace !== "global")
    throw notSupportedHere(`the bucket namespace ${input.BucketNamespace} of S3`);
  const grants = [input.GrantFullControl, input.GrantRead, input.GrantReadACP, input.GrantWrite];
  refuseAcl(
    undefined,
    [...grants, input.GrantWriteACP].some((grant) => grant !== undefined),
    null,
  );
}

/** Only us-east-1 goes without saying. */
function checkLocation(asked: string | undefined, region: string): void {
  const implied = region === "us-east-1" ? undefined : region;
  if (asked === implied || (asked === "EU" && region === "eu-west-1")) return;
  throw new WireError(
    asked === "us-east-1" ? "InvalidLocationConstraint" : "IllegalLocationConstraintException",
    `The ${asked ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    400,
  );
}
