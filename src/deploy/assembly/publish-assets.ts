import { readFileSync } from "node:fs";
import { objectExists } from "../../aws/s3/object-exists.ts";
import { putObject } from "../../aws/s3/put-object.ts";
import type { Connections } from "../connections.ts";
import type { Asset } from "./read-assets.ts";
import { zipFolder } from "./zip-folder.ts";

/** Uploads at once: enough to fill a line, few enough for memory. */
const atOnce = 8;

/**
 * Uploads what is not there yet: a key says what is in it, so what is there is right.
 *
 * @param onProgress told after each asset how many are done
 * @returns how many were uploaded
 */
export async function publishAssets(
  connections: Connections,
  assets: readonly Asset[],
  { signal, onProgress }: { readonly signal: AbortSignal; onProgress(done: number): void },
): Promise<number> {
  const open = [...new Map(assets.map((asset) => [`${asset.bucket}/${asset.key}`, asset])).values()];
  let done = 0;
  let uploaded = 0;
  const work = async () => {
    for (let asset = open.pop(); asset !== undefined; asset = open.pop()) {
      signal.throwIfAborted();
      const connection = await connections.as(asset.role);
      if (!(await objectExists(connection, asset.bucket, asset.key))) {
        await putObject(connection, asset.bucket, asset.key, await contentOf(asset));
        uploaded += 1;
      }
      onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return uploaded;
}

async function contentOf({ path, packaging }: Asset): Promise<{ body: Uint8Array; type: string }> {
  if (packaging === "zip") return { body: await zipFolder(path), type: "application/zip" };
  const type = path.endsWith(".json") ? "application/json" : "application/octet-stream";
  return { body: readFileSync(path), type };
}
