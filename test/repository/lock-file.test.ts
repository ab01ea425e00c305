import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = join(import.meta.dirname, "../../package-lock.json");
const packages: Readonly<Record<string, Locked>> = JSON.parse(readFileSync(file, "utf8")).packages;

/** The places where Node looks for a package that the one at `path` asks for. */
function candidates(path: string, name: string): string[] {
  const below = path
    .split("/node_modules/")
    .map((_, index, steps) => steps.slice(0, index + 1).join("/node_modules/"));
  return [`node_modules/${name}`, ...below.map((folder) => `${folder}/node_modules/${name}`)];
}

test("the lock file has every platform's binaries", () => {
  // npm leaves out what the registry did not give when it wrote the file; after that, npm ci fails on a clean checkout.
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !candidates(path, name).some((place) => place in packages),
    ),
  );
  expect(missing).toEqual([]);
});
