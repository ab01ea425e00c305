import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { zipSync } from "fflate";

/** The CDK's own date for every file, so that the same folder gives the same bytes. */
const epoch = new Date("1980-01-01T00:00:00.000Z");

/** @param folder absolute path */
export function zipFolder(folder: string): Uint8Array {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return zipSync(
    Object.fromEntries(
      files.map((name) => [
        name.split(sep).join("/"),
        // Unix, readable by everybody: Lambda runs as another user than the one that owns the files.
        [readFileSync(join(folder, name)), { mtime: epoch, os: 3, attrs: 0o100644 << 16 }],
      ]),
    ),
  );
}
