import { dirname, relative } from "node:path/posix";

/** How one file of the project imports another: `./priority.ts`. Both paths are relative to the project. */
export function relativeImport(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
