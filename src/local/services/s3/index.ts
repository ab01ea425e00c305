import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { abortMultipartUpload } from "./api/abort-multipart-upload.ts";
import { getBucketAcl } from "./api/bucket-acl.ts";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./api/bucket-cors.ts";
import { deleteBucketEncryption, getBucketEncryption, putBucketEncryption } from "./api/bucket-encryption.ts";
import {
  deleteBucketLifecycle,
  getBucketLifecycleConfiguration,
  putBucketLifecycleConfiguration,
} from "./api/bucket-lifecycle.ts";
import { getBucketLocation } from "./api/bucket-location.ts";
import { getBucketLogging, putBucketLogging } from "./api/bucket-logging.ts";
import {
  getBucketNotificationConfiguration,
  putBucketNotificationConfiguration,
} from "./api/bucket-notification.ts";
import { getBucketOwnershipControls, putBucketOwnershipControls } from "./api/bucket-ownership-controls.ts";
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from "./api/bucket-policy.ts";
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from "./api/bucket-tagging.ts";
import { getBucketVersioning, putBucketVersioning } from "./api/bucket-versioning.ts";
import { completeMultipartUpload } from "./api/complete-multipart-upload.ts";
import { copyObject } from "./api/copy-object.ts";
import { createBucket } from "./api/create-bucket.ts";
import { createMultipartUpload } from "./api/create-multipart-upload.ts";
import { deleteBucket } from "./api/delete-bucket.ts";
import { deleteObject } from "./api/delete-object.ts";
import { deleteObjects } from "./api/delete-objects.ts";
import { getObject } from "./api/get-object.ts";
import { getObjectAttributes } from "./api/get-object-attributes.ts";
import { headBucket } from "./api/head-bucket.ts";
import { headObject } from "./api/head-object.ts";
import { listBuckets } from "./api/list-buckets.ts";
import { listMultipartUploads } from "./api/list-multipart-uploads.ts";
import { listObjectVersions } from "./api/list-object-versions.ts";
import { listObjects } from "./api/list-objects.ts";
import { listObjectsV2 } from "./api/list-objects-v2.ts";
import { listParts } from "./api/list-parts.ts";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./api/object-tagging.ts";
import {
  deletePublicAccessBlock,
  getPublicAccessBlock,
  putPublicAccessBlock,
} from "./api/public-access-block.ts";
import { putObject } from "./api/put-object.ts";
import { uploadPart } from "./api/upload-part.ts";
import { uploadPartCopy } from "./api/upload-part-copy.ts";
import { eventSender } from "./events/event-sender.ts";
import { finish } from "./finish.ts";
import { answerPageRequest } from "./forms/answer-page-request.ts";
import { lifecycleSweeper } from "./lifecycle/lifecycle-sweeper.ts";
import model from "./model.gen.json" with { type: "json" };
import { s3Bucket } from "./resources/s3-bucket.ts";
import { s3BucketPolicy } from "./resources/s3-bucket-policy.ts";
import { claims, isStreamed, routeOf } from "./route.ts";
import type { S3 } from "./service-parts.ts";
import { s3State } from "./state.ts";

/** Simple Storage Service: buckets and objects. See README.md. */
export function s3(context: ServiceContext): Service {
  const state = s3State(context);
  const events = eventSender(context);
  const parts: S3 = { state, context, events };
  const sweeper = lifecycleSweeper(parts);
  const isBucket = (name: string) => state.buckets.get(name) !== undefined;
  return {
    name: "s3",
    models: [model as unknown as ServiceModel],
    route: (request, signed) => (signed || claims(request, isBucket) ? routeOf(request) : null),
    streamed: (head) => isStreamed(head, isBucket),
    http: (request) => answerPageRequest(parts, request),
    finish: (request, response, match) => finish(state, request, response, match),
    start() {
      events.start();
      sweeper.start();
    },
    async stop() {
      await sweeper.stop();
      await events.stop();
    },
    operations: {
      AbortMultipartUpload: abortMultipartUpload(parts),
      CompleteMultipartUpload: completeMultipartUpload(parts),
      CopyObject: copyObject(parts),
      CreateBucket: createBucket(parts),
      CreateMultipartUpload: createMultipartUpload(parts),
      DeleteBucket: deleteBucket(parts),
      DeleteBucketCors: deleteBucketCors(parts),
      DeleteBucketEncryption: deleteBucketEncryption(parts),
      DeleteBucketLifecycle: deleteBucketLifecycle(parts),
      DeleteBucketPolicy: deleteBucketPolicy(parts),
      DeleteBucketTagging: deleteBucketTagging(parts),
      DeleteObject: deleteObject(parts),
      DeleteObjectTagging: deleteObjectTagging(parts),
      DeleteObjects: deleteObjects(parts),
      DeletePublicAccessBlock: deletePublicAccessBlock(parts),
      GetBucketAcl: getBucketAcl(parts),
      GetBucketCors: getBucketCors(parts),
      GetBucketEncryption: getBucketEncryption(parts),
      GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration(parts),
      GetBucketLocation: getBucketLocation(parts),
      GetBucketLogging: getBucketLogging(parts),
      GetBucketNotificationConfiguration: getBucketNotificationConfiguration(parts),
      GetBucketOwnershipControls: getBucketOwnershipControls(parts),
      GetBucketPolicy: getBucketPolicy(parts),
      GetBucketTagging: getBucketTagging(parts),
      GetBucketVersioning: getBucketVersioning(parts),
      GetObject: getObject(parts),
      GetObjectAttributes: getObjectAttributes(parts),
      GetObjectTagging: getObjectTagging(parts),
      GetPublicAccessBlock: getPublicAccessBlock(parts),
      HeadBucket: headBucket(parts),
      HeadObject: headObject(parts),
      ListBuckets: listBuckets(parts),
      ListMultipartUploads: listMultipartUploads(parts),
      ListObjectVersions: listObjectVersions(parts),
      ListObjects: listObjects(parts),
      ListObjectsV2: listObjectsV2(parts),
      ListParts: listParts(parts),
      PutBucketCors: putBucketCors(parts),
      PutBucketEncryption: putBucketEncryption(parts),
      PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration(parts),
      PutBucketLogging: putBucketLogging(parts),
      PutBucketNotificationConfiguration: putBucketNotificationConfiguration(parts),
      PutBucketOwnershipControls: putBucketOwnershipControls(parts),
      PutBucketPolicy: putBucketPolicy(parts),
      PutBucketTagging: putBucketTagging(parts),
      PutBucketVersioning: putBucketVersioning(parts),
      PutObject: putObject(parts),
      PutObjectTagging: putObjectTagging(parts),
      PutPublicAccessBlock: putPublicAccessBlock(parts),
      UploadPart: uploadPart(parts),
      UploadPartCopy: uploadPartCopy(parts),
    },
    resources: { [s3Bucket.type]: s3Bucket, [s3BucketPolicy.type]: s3BucketPolicy },
  };
}
