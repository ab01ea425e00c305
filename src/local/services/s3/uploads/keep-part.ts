import { noSuchUpload } from "../errors.ts";
import type { S3 } from "../service-parts.ts";
import type { BlobUses } from "../state.ts";
import type { Upload, UploadedPart } from "./uploads-table.ts";

/**
 * Keeps a part, in the place of an earlier one of its number.
 *
 * @param before a check ahead of it, in the same transaction
 * @throws WireError NoSuchUpload where the upload was ended meanwhile
 */
export function keepPart(
  { state }: S3,
  { bucket, key, id }: Upload,
  part: UploadedPart,
  before: (uses: BlobUses) => void = () => {},
): void {
  state.change((uses) => {
    before(uses);
    if (state.uploads.get(bucket, key, id) === undefined) throw noSuchUpload(id);
    uses.add(part.segments);
    const replaced = state.uploads.part(id, part.number);
    if (replaced !== undefined) uses.drop(replaced.segments);
    state.uploads.putPart(part);
  });
}
