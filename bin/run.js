#!/usr/bin/env node
// This file must parse and run on old Nodes as well: it is what tells their users what to do. Keep it plain.
import { existsSync, readFileSync } from "node:fs";
import module from "node:module";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const argv = process.argv.slice(2);
const wanted = [22, 18];

if (isOldNode()) {
  runOnNewerNode();
} else if (argv[0] === "--version") {
  process.stdout.write(
    `plinth/${readVersion()} ${process.platform}-${process.arch} node-${process.version}\n`,
  );
} else {
  if (module.enableCompileCache) module.enableCompileCache();
  import("../dist/cli/main.js").then(
    (cli) => cli.main(root, argv),
    (error) => {
      process.stderr.write(
        `Plinth cannot start: ${error.message}\nInstall it again (in a checkout: npm run build).\n`,
      );
      process.exitCode = 1;
    },
  );
}

function isOldNode() {
  const parts = process.versions.node.split(".");
  const major = Number(parts[0]);
  return major < wanted[0] || (major === wanted[0] && Number(parts[1]) < wanted[1]);
}

function readVersion() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}

/** A project pins its Node as the npm package `node`; with that one at hand nobody has to install anything. */
function runOnNewerNode() {
  const node = process.env.PLINTH_REEXECUTED ? null : findPinnedNode(process.cwd()) || findPinnedNode(root);
  if (!node) return explainNode();
  import("node:child_process").then((child) => {
    const env = Object.assign({}, process.env, { PLINTH_REEXECUTED: "1" });
    const running = child.spawn(node, [fileURLToPath(import.meta.url)].concat(argv), {
      stdio: "inherit",
      env,
    });
    // The terminal sends Ctrl-C to both processes: this one only waits for the other's answer.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => running.kill("SIGTERM"));
    running.on("error", explainNode);
    running.on("exit", (code, signal) => {
      process.exitCode = code === null ? 128 + (signal === "SIGINT" ? 2 : 15) : code;
    });
  });
}

function findPinnedNode(start) {
  const name = process.platform === "win32" ? "node.exe" : "node";
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", "node", "bin", name);
    if (existsSync(path)) return path;
    if (folder === parse(folder).root) return null;
  }
}

function explainNode() {
  const message = `Plinth needs Node ${wanted.join(".")} or newer; this is Node ${process.versions.node}.`;
  const remedy =
    'Run "npm install" in the project (it brings its own Node), or install Node 24 from https://nodejs.org.';
  if (argv.indexOf("--json") === -1) {
    process.stderr.write(`${message}\n${remedy}\n`);
  } else {
    const error = { code: "NODE_TOO_OLD", message: message, remedy: remedy, problems: [] };
    process.stdout.write(`${JSON.stringify({ ok: false, error: error }, null, 2)}\n`);
  }
  process.exitCode = 2;
}
