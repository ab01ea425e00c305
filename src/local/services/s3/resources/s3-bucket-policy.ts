import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const s3BucketPolicy: ResourceType = {
  type: "AWS::S3::BucketPolicy",

  async create(properties, context) {
    await put(properties, context);
    return { physicalId: String(properties["Bucket"]), attributes: {} };
  },

  async update(physicalId, properties, _previous, context) {
    await put(properties, context);
    return { physicalId, attributes: {} };
  },

  async delete(_physicalId, properties, context) {
    try {
      await context.call("s3", "DeleteBucketPolicy", { Bucket: properties["Bucket"] }, context.caller);
    } catch (error) {
      if (error instanceof WireError && error.code === "NoSuchBucket") return;
      throw error;
    }
  },
};

async function put(properties: Properties, { call, caller }: ResourceContext): Promise<void> {
  const document = properties["PolicyDocument"];
  const Policy = typeof document === "string" ? document : JSON.stringify(document);
  await call("s3", "PutBucketPolicy", { Bucket: properties["Bucket"], Policy }, caller);
}
