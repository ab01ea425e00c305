import { isDeepStrictEqual } from "node:util";
import { tagsOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { bucketArn } from "../names.ts";
import { bucketConfigurations } from "./bucket-configurations.ts";

const longestName = 63;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3Bucket: ResourceType = {
  type: "AWS::S3::Bucket",

  async create(properties, context) {
    refuseUnsupported(properties);
    const name =
      properties["BucketName"] === undefined
        ? context.generatedName(longestName).toLowerCase()
        : String(properties["BucketName"]);
    await refuseExisting(name, context);
    const region = regionOf(context);
    await call(context, "CreateBucket", {
      Bucket: name,
      ...(region !== "us-east-1" && { CreateBucketConfiguration: { LocationConstraint: region } }),
    });
    try {
      await configure(name, properties, {}, context);
    } catch (error) {
      // CloudFormation never learns of a bucket that was not made to its end.
      await call(context, "DeleteBucket", { Bucket: name });
      throw error;
    }
    return provisioned(name, context);
  },

  async update(name, properties, previous, context) {
    refuseUnsupported(properties);
    await configure(name, properties, previous, context);
    return provisioned(name, context);
  },

  async delete(name, _properties, context) {
    try {
      await call(context, "DeleteBucket", { Bucket: name });
    } catch (error) {
      if (error instanceof WireError && error.code === "NoSuchBucket") return;
      throw error;
    }
  },
};

const apart = new Set(["AccessControl", "BucketName", "ObjectLockEnabled", "Tags"]);

function refuseUnsupported(properties: Properties): void {
  const unknown = Object.keys(properties).find((name) => !(name in bucketConfigurations) && !apart.has(name));
  if (unknown !== undefined) throw notSupportedHere(`the property ${unknown} of AWS::S3::Bucket`);
  const acl = properties["AccessControl"];
  if (acl !== undefined && acl !== "Private" && acl !== "BucketOwnerFullControl")
    throw notSupportedHere(`the access control ${String(acl)} of AWS::S3::Bucket`);
  if (String(properties["ObjectLockEnabled"] ?? false) === "true")
    throw notSupportedHere("the property ObjectLockEnabled of AWS::S3::Bucket");
}

async function refuseExisting(name: string, context: ResourceContext): Promise<void> {
  try {
    await call(context, "HeadBucket", { Bucket: name });
  } catch (error) {
    if (error instanceof WireError && error.code === "NoSuchBucket") return;
    throw error;
  }
  throw new WireError("AlreadyExists", `${name} already exists`, 400);
}

/** Only what differs is written. */
async function configure(
  name: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  for (const [property, { put, remove }] of Object.entries(bucketConfigurations)) {
    const value = properties[property];
    if (isDeepStrictEqual(value, previous[property])) continue;
    const change = value === undefined ? remove : put(value);
    if (change !== null) await call(context, change[0], { ...change[1], Bucket: name });
  }
  const TagSet = tagsOf(properties, context.tags);
  if (TagSet.length > 0) await call(context, "PutBucketTagging", { Bucket: name, Tagging: { TagSet } });
  else if (previous["Tags"] !== undefined) await call(context, "DeleteBucketTagging", { Bucket: name });
}

function call(context: ResourceContext, operation: string, input: object) {
  return context.call("s3", operation, input, context.caller);
}

/** `arn:aws:cloudformation:<region>:...` */
function regionOf({ stackId }: ResourceContext): string {
  return stackId.split(":")[3] ?? "us-east-1";
}

function provisioned(name: string, context: ResourceContext): Provisioned {
  const region = regionOf(context);
  return {
    physicalId: name,
    attributes: {
      Arn: bucketArn(name),
      DomainName: `${name}.s3.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website${dashRegions.has(region) ? "-" : "."}${region}.amazonaws.com`,
    },
  };
}

/** Older regions: https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints */
const dashRegions = new Set([
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "eu-west-1",
  "sa-east-1",
]);
