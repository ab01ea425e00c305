import type { LockedCloud } from "./cloud-lock.ts";

/**
 * The environment variables by which official SDKs, the AWS CLI and the CDK toolkit reach a local cloud.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export function cloudEnvironment(
  cloud: Omit<LockedCloud, "port" | "accountId">,
): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: cloud.endpoint,
    // By its number, SDKs put a bucket's name into the path: not every system resolves `bucket.localhost`.
    AWS_ENDPOINT_URL_S3: cloud.endpoint.replace("//localhost:", "//127.0.0.1:"),
    AWS_REGION: cloud.region,
    AWS_DEFAULT_REGION: cloud.region,
    AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: cloud.credentials.secretAccessKey,
    NODE_EXTRA_CA_CERTS: cloud.caFile,
  };
}
