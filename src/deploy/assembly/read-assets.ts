import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fillPlaceholders, type Place } from "./placeholders.ts";

/** A file, or a folder to be zipped, that a stack finds in the bootstrap bucket. */
export interface Asset {
  /** Absolute path in the assembly. */
  readonly path: string;
  readonly packaging: "file" | "zip";
  readonly bucket: string;
  /** Says what is in it: the same key, the same content. */
  readonly key: string;
  /** The bootstrap stack's role that may publish; null: the caller. */
  readonly role: string | null;
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, ManifestFile>>;
  readonly dockerImages?: Readonly<Record<string, unknown>>;
}

interface ManifestFile {
  readonly source: { readonly path: string; readonly packaging: "file" | "zip" };
  readonly destinations: Readonly<
    Record<
      string,
      { readonly bucketName: string; readonly objectKey: string; readonly assumeRoleArn?: string }
    >
  >;
}

/**
 * The assets that one manifest of an assembly lists.
 * https://github.com/aws/aws-cdk-cli, packages/@aws-cdk/cloud-assembly-schema/lib/assets
 *
 * @param folder absolute path of the assembly
 * @param file of the manifest in it
 */
export function readAssets(folder: string, file: string, place: Place): readonly Asset[] {
  const { files = {} } = JSON.parse(readFileSync(join(folder, file), "utf8")) as AssetManifest;
  return Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ bucketName, objectKey, assumeRoleArn }) => ({
      path: join(folder, source.path),
      packaging: source.packaging,
      bucket: fillPlaceholders(bucketName, place),
      key: fillPlaceholders(objectKey, place),
      role: assumeRoleArn === undefined ? null : fillPlaceholders(assumeRoleArn, place),
    })),
  );
}
