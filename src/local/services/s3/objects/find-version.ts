import { invalidArgument, methodNotAllowed, noSuchKey, noSuchVersion } from "../errors.ts";
import type { S3State } from "../state.ts";
import type { StoredVersion } from "./version.ts";

/**
 * The version a read means: the latest, or the one named.
 *
 * @throws WireError NoSuchKey, NoSuchVersion; MethodNotAllowed where a delete marker is named
 */
export function findVersion(
  state: S3State,
  bucket: string,
  key: string,
  versionId: string | undefined,
): StoredVersion {
  if (versionId === undefined) {
    const current = state.versions.current(bucket, key);
    if (current === undefined) throw noSuchKey(key);
    if (current.isMarker) throw noSuchKey(key, markerHeaders(current));
    return current;
  }
  if (versionId === "") throw invalidArgument("Version id cannot be the empty string", "versionId", "");
  const version = state.versions.get(bucket, key, versionId);
  if (version === undefined) throw noSuchVersion(key, versionId);
  if (version.isMarker) {
    throw methodNotAllowed("GET", "DeleteMarker", { allow: "DELETE", ...markerHeaders(version) });
  }
  return version;
}

function markerHeaders({ versionId, modifiedAt }: StoredVersion): Record<string, string> {
  return {
    "x-amz-delete-marker": "true",
    "x-amz-version-id": versionId,
    "last-modified": new Date(modifiedAt).toUTCString(),
  };
}
