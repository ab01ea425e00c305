import { basename } from "node:path";
import type { Construct } from "constructs";
import { AssetStaging, Stack } from "../cdk.cjs";

/** Where a published file or folder stands in the bootstrap bucket. */
export interface AssetLocation {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Puts a file, or a folder as a zip, into the cloud assembly, named after its content.
 *
 * @param path absolute
 * @returns where it will be once published
 */
export function publishAsset(scope: Construct, id: string, path: string): AssetLocation {
  const stack = Stack.of(scope);
  const staging = new AssetStaging(scope, id, { sourcePath: path });
  const { bucketName, objectKey } = stack.synthesizer.addFileAsset({
    fileName: staging.relativeStagedPath(stack),
    packaging: staging.packaging,
    sourceHash: staging.assetHash,
    displayName: basename(path),
  });
  return { bucket: bucketName, key: objectKey };
}
