import { existsSync, readdirSync } from "node:fs";
import { deleteObjectVersions } from "../../aws/s3/delete-object-versions.ts";
import { listObjectVersions } from "../../aws/s3/list-object-versions.ts";
import { type Asset, readAssets } from "../../deploy/assembly/read-assets.ts";
import type { Stage } from "../stage/stage.ts";

/** The templates and bundles that a session of `plinth dev` knows to lie in the local cloud's bucket. */
export interface PublishedAssets {
  /** Those of the assembly, as it is now, are published. */
  note(stage: Stage): void;
  /**
   * Deletes all others, once the assembly is deployed: only its own are referred to, also by what a later deployment may
   * have to go back to.
   */
  deleteOthers(stage: Stage): Promise<void>;
}

/**
 * A day's saved changes would fill the disk otherwise: each publishes templates and bundles anew.
 *
 * @param assembly absolute path of its folder
 */
export function publishedAssets(assembly: string): PublishedAssets {
  const published = new Map<string, Asset>();
  return {
    note(stage) {
      for (const asset of assetsOf(assembly, stage)) published.set(nameOf(asset), asset);
    },
    async deleteOthers(stage) {
      const kept = new Set(assetsOf(assembly, stage).map(nameOf));
      const others = [...published].filter(([name]) => !kept.has(name));
      for (const bucket of new Set(others.map(([, asset]) => asset.bucket))) {
        const keys = new Set(others.flatMap(([, asset]) => (asset.bucket === bucket ? asset.key : [])));
        for await (const versions of listObjectVersions(stage.connection, bucket)) {
          const superfluous = versions.filter(({ key }) => keys.has(key));
          await deleteObjectVersions(stage.connection, bucket, superfluous);
        }
      }
      for (const [name] of others) published.delete(name);
    },
  };
}

function assetsOf(assembly: string, { account, connection }: Stage): readonly Asset[] {
  if (!existsSync(assembly)) return [];
  const manifests = readdirSync(assembly).filter((name) => name.endsWith(".assets.json"));
  return manifests.flatMap((file) => readAssets(assembly, file, { account, region: connection.region }));
}

const nameOf = ({ bucket, key }: Asset) => `${bucket}/${key}`;
