import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { type Unzipped, unzipSync, zipSync } from "fflate";
import { invalidParameter } from "../errors.ts";

/** A function's code on disk. */
export interface StoredCode {
  /** Hexadecimal SHA-256 of the zip file. */
  readonly hash: string;
  /** Bytes of the zip file. */
  readonly size: number;
}

export interface CodeStore {
  /** @throws WireError InvalidParameterValueException */
  add(zip: Uint8Array): StoredCode;
  /** The folder with the unpacked files. */
  folderOf(hash: string): string;
  zipOf(hash: string): Uint8Array;
  /** Of all code that is kept, half written code too. */
  hashes(): string[];
  remove(hash: string): void;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestUnpacked = 262_144_000;

/**
 * Code by the hash of its zip file: the same code is kept once, and what is being run never changes under it.
 *
 * @param folder where it is kept
 */
export function codeStore(folder: string): CodeStore {
  mkdirSync(folder, { recursive: true });
  const folderOf = (hash: string) => join(folder, hash);
  const zipPath = (hash: string) => join(folder, `${hash}.zip`);
  const newPath = (hash: string) => join(folder, `${hash}.new`);
  return {
    add(zip) {
      const hash = createHash("sha256").update(zip).digest("hex");
      if (!existsSync(folderOf(hash))) {
        const temporary = newPath(hash);
        rmSync(temporary, { recursive: true, force: true });
        unpack(zip, temporary);
        writeFileSync(zipPath(hash), zip);
        renameSync(temporary, folderOf(hash));
      }
      return { hash, size: zip.length };
    },
    folderOf,
    zipOf: (hash) => readFileSync(zipPath(hash)),
    hashes: () => [
      ...new Set(
        readdirSync(folder).flatMap((name) => /^([0-9a-f]{64})(?:\.(?:zip|new))?$/.exec(name)?.[1] ?? []),
      ),
    ],
    remove(hash) {
      for (const path of [folderOf(hash), zipPath(hash), newPath(hash)])
        rmSync(path, { recursive: true, force: true });
    },
  };
}

/** CloudFormation's inline code: one file called `index`. */
export function zipInline(source: string): Uint8Array {
  // A fixed date: the same code is the same zip file.
  return zipSync({ "index.js": [Buffer.from(source), { mtime: new Date(1980, 0, 1) }] });
}

function unpack(zip: Uint8Array, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const [name, bytes] of Object.entries(entriesOf(zip))) {
    const path = resolve(target, name);
    // An entry called ../../x must not leave the folder.
    if (path !== target && !path.startsWith(target + sep)) throw notAZip();
    if (name.endsWith("/")) mkdirSync(path, { recursive: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes, { mode: 0o755 });
    }
  }
}

function entriesOf(zip: Uint8Array): Unzipped {
  let size = 0;
  let entries: Unzipped;
  try {
    entries = unzipSync(zip, {
      filter(entry) {
        size += entry.originalSize;
        // What a small zip file promises to become is looked at before it becomes it.
        return size <= largestUnpacked;
      },
    });
  } catch {
    throw notAZip();
  }
  if (size > largestUnpacked)
    throw invalidParameter(`Unzipped size must be smaller than ${largestUnpacked} bytes`);
  if (Object.keys(entries).length === 0) throw invalidParameter("Uploaded file must be a non-empty zip");
  return entries;
}

function notAZip() {
  return invalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");
}
