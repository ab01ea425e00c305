#!/usr/bin/env node
// Runs the command line from its TypeScript sources: no build, and commands found by their files, not by the manifest.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "../src/cli/main.ts";

await main(dirname(dirname(fileURLToPath(import.meta.url))), process.argv.slice(2), { fromSources: true });
