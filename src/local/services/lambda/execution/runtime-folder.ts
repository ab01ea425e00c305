import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Bug } from "../../../kernel/bug.ts";

/** Where the files of `runtime/` are: beside the sources, or, in the packaged product, in `dist/lambda-runtime/`. */
const places = ["src/local/services/lambda/runtime", "dist/lambda-runtime"];

/**
 * The folder of what runs inside functions' processes: real files, because Node starts them.
 *
 * @returns an absolute path
 */
export function runtimeFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = places.map((place) => join(folder, place)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new Bug(`No Lambda runtime above ${import.meta.dirname}`);
}
