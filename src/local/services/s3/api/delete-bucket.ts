import type { DeleteBucketRequest } from "@aws-sdk/client-s3";
import { WireError } from "../../../kernel/wire-error.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket = (s3: S3) =>
  onBucket<DeleteBucketRequest, object>(s3, {
    action: "s3:DeleteBucket",
    handle({ name }) {
      const { state } = s3;
      if (!state.versions.isEmpty(name)) {
        throw new WireError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, {
          BucketName: name,
        });
      }
      state.change((uses) => {
        for (const { id } of state.uploads.list(name)) {
          for (const { segments } of state.uploads.parts(id)) uses.drop(segments);
          state.uploads.remove(id);
        }
        state.buckets.delete(name);
      });
      return {};
    },
  });
