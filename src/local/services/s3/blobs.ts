import { createReadStream, mkdirSync, readdirSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Ids } from "../../kernel/ids.ts";
import type { ByteRange } from "./body/range.ts";

/** A run of bytes in a file of the blob folder. An object is a list of them: parts are never copied together. */
export interface Segment {
  readonly blob: string;
  readonly offset: number;
  readonly size: number;
}

export interface Blobs {
  /**
   * Writes a new blob. It belongs to nobody until a transaction counts its use; the sweep at the next start removes it
   * otherwise.
   *
   * @param observe sees each piece before it is written, with the size so far; what it throws ends the write
   */
  write(
    data: AsyncIterable<Uint8Array>,
    observe: (piece: Uint8Array, size: number) => void,
  ): Promise<{ readonly segments: readonly Segment[]; readonly size: number }>;
  /** The bytes of some segments, in order. What is removed meanwhile stays readable until the stream is closed. */
  read(segments: readonly Segment[], range?: ByteRange): Readable;
  /** Removes what a failed write left. */
  discard(segments: readonly Segment[]): void;
  remove(names: readonly string[]): void;
  /** Removes every blob that nothing uses. Only before the first write. */
  sweep(isUsed: (name: string) => boolean): number;
}

/** Files have random names in 256 folders: what a key looks like never reaches the file system. */
export function openBlobs(folder: string, ids: Ids): Blobs {
  const readers = new Map<string, number>();
  const doomed = new Set<string>();
  const made = new Set<string>();

  function pathOf(name: string): string {
    return join(folder, name.slice(0, 2), name);
  }

  function newPath(name: string): string {
    const parent = join(folder, name.slice(0, 2));
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    return join(parent, name);
  }

  function removeNow(name: string): void {
    rmSync(pathOf(name), { force: true });
  }

  function hold(names: ReadonlySet<string>): () => void {
    for (const name of names) readers.set(name, (readers.get(name) ?? 0) + 1);
    return () => {
      for (const name of names) {
        const left = (readers.get(name) as number) - 1;
        if (left > 0) readers.set(name, left);
        else {
          readers.delete(name);
          if (doomed.delete(name)) removeNow(name);
        }
      }
    };
  }

  async function* pieces(segments: readonly Segment[], range: ByteRange): AsyncGenerator<Uint8Array> {
    let position = 0;
    for (const { blob, offset, size } of segments) {
      const first = Math.max(range.first - position, 0);
      const last = Math.min(range.last - position, size - 1);
      position += size;
      if (first <= last) yield* createReadStream(pathOf(blob), { start: offset + first, end: offset + last });
    }
  }

  const blobs: Blobs = {
    async write(data, observe) {
      const name = ids.hex(32);
      let size = 0;
      let file: Awaited<ReturnType<typeof open>> | null = null;
      try {
        for await (const piece of data) {
          if (piece.length === 0) continue;
          size += piece.length;
          observe(piece, size);
          file ??= await open(newPath(name), "wx");
          await file.appendFile(piece);
        }
      } catch (error) {
        await file?.close();
        removeNow(name);
        throw error;
      }
      await file?.close();
      return { segments: size === 0 ? [] : [{ blob: name, offset: 0, size }], size };
    },

    read(segments, range = { first: 0, last: Number.MAX_SAFE_INTEGER }) {
      const release = hold(new Set(segments.map(({ blob }) => blob)));
      return Readable.from(pieces(segments, range), { objectMode: false }).once("close", release);
    },

    discard(segments) {
      for (const { blob } of segments) removeNow(blob);
    },

    remove(names) {
      for (const name of names) {
        if (readers.has(name)) doomed.add(name);
        else removeNow(name);
      }
    },

    sweep(isUsed) {
      mkdirSync(folder, { recursive: true });
      let removed = 0;
      for (const parent of readdirSync(folder)) {
        for (const name of readdirSync(join(folder, parent))) {
          if (isUsed(name)) continue;
          removeNow(name);
          removed += 1;
        }
      }
      return removed;
    },
  };
  return blobs;
}
