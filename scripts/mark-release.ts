import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Run by `npm publish` alone, after the build: says that this version can be had from the registry. */
writeFileSync(
  join(dirname(import.meta.dirname), "dist", "RELEASE"),
  "This build was published to the npm registry.\n",
);
