import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest } from "@aws-sdk/client-s3";
import { canonicalUser } from "../names.ts";
import { listingEncoder, pageSize } from "../objects/encode-listing.ts";
import { comesBefore } from "../objects/listing.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import type { Upload } from "../uploads/uploads-table.ts";
import { listConditions } from "./list-objects.ts";

type Entry = { readonly upload: Upload } | { readonly group: string };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = (s3: S3) =>
  onBucket<ListMultipartUploadsRequest, ListMultipartUploadsOutput>(s3, {
    action: "s3:ListBucketMultipartUploads",
    conditions: listConditions,
    handle({ name }, input) {
      const encode = listingEncoder(input.EncodingType);
      const { Prefix = "", Delimiter = "", KeyMarker = "", UploadIdMarker } = input;
      const limit = pageSize(input.MaxUploads, "max-uploads");
      const all = entriesOf(
        behind(s3.state.uploads.list(name), KeyMarker, UploadIdMarker),
        Prefix,
        Delimiter,
      );
      const entries = all.filter((entry) => "upload" in entry || entry.group !== KeyMarker);
      const page = entries.slice(0, limit);
      const uploads = page.flatMap((entry) => ("upload" in entry ? [entry.upload] : []));
      const last = page.at(-1);
      const isTruncated = limit > 0 && entries.length > page.length;
      const owner = { ID: canonicalUser(s3.context.accountId) };
      return {
        Bucket: name,
        KeyMarker: encode(KeyMarker),
        UploadIdMarker: UploadIdMarker ?? "",
        Prefix: encode(Prefix),
        MaxUploads: limit,
        IsTruncated: isTruncated,
        ...(Delimiter !== "" && { Delimiter: encode(Delimiter) }),
        ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
        ...(isTruncated && last !== undefined && nextMarkers(last, encode)),
        Uploads: uploads.map((upload) => ({
          UploadId: upload.id,
          Key: encode(upload.key),
          Initiated: new Date(upload.initiatedAt),
          StorageClass: upload.about.storageClass,
          Owner: owner,
          Initiator: owner,
          ...(upload.algorithm !== null && {
            ChecksumAlgorithm: upload.algorithm,
            ChecksumType: upload.checksumType,
          }),
        })),
        CommonPrefixes: page.flatMap((entry) => ("group" in entry ? [{ Prefix: encode(entry.group) }] : [])),
      };
    },
  });

/** "If upload-id-marker is not specified, only the keys lexicographically greater than the key-marker are included." */
function behind(uploads: Upload[], keyMarker: string, uploadIdMarker: string | undefined): Upload[] {
  if (keyMarker === "") return uploads;
  const position = uploads.findIndex(({ key, id }) => key === keyMarker && id === uploadIdMarker);
  if (position >= 0) return uploads.slice(position + 1);
  return uploads.filter(({ key }) => comesBefore(keyMarker, key));
}

function entriesOf(uploads: readonly Upload[], prefix: string, delimiter: string): Entry[] {
  const groups = new Set<string>();
  return uploads.flatMap((upload): Entry[] => {
    if (!upload.key.startsWith(prefix)) return [];
    const at = delimiter === "" ? -1 : upload.key.indexOf(delimiter, prefix.length);
    if (at < 0) return [{ upload }];
    const group = upload.key.slice(0, at + delimiter.length);
    if (groups.has(group)) return [];
    groups.add(group);
    return [{ group }];
  });
}

function nextMarkers(last: Entry, encode: (text: string) => string) {
  return "upload" in last
    ? { NextKeyMarker: encode(last.upload.key), NextUploadIdMarker: last.upload.id }
    : { NextKeyMarker: encode(last.group) };
}
