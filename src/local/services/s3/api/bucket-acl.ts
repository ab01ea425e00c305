import type { GetBucketAclOutput, GetBucketAclRequest } from "@aws-sdk/client-s3";
import { canonicalUser } from "../names.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** ACLs are off: the owner has everything, nobody else anything. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl = (s3: S3) =>
  onBucket<GetBucketAclRequest, GetBucketAclOutput>(s3, {
    action: "s3:GetBucketAcl",
    handle() {
      const ID = canonicalUser(s3.context.accountId);
      return {
        Owner: { ID },
        Grants: [{ Grantee: { ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }],
      };
    },
  });
