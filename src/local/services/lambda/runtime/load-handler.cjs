/** Finds the handler `file.export` in the function's code, an ES module or CommonJS. */
"use strict";
const { existsSync, readFileSync } = require("node:fs");
const { basename, dirname, join, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");

class HandlerError extends Error {
  constructor(type, message, stack) {
    super(message);
    this.name = type;
    if (stack !== undefined) this.stack = stack;
  }
}

/** @param {string} root folder of the code @param {string} handler `index.handler` */
async function loadHandler(root, handler) {
  const parts = /^([^.]*)\.(.*)$/.exec(basename(handler));
  if (handler.includes("..") || parts === null)
    throw new HandlerError("Runtime.MalformedHandlerName", "Bad handler");
  const [, file, path] = parts;
  const loaded = await loadModule(resolve(root, dirname(handler), file), join(dirname(handler), file));
  const found = follow(loaded, path) ?? follow(loaded.default, path);
  if (found === undefined) {
    throw new HandlerError("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  }
  if (typeof found !== "function")
    throw new HandlerError("Runtime.HandlerNotFound", `${handler} is not a function`);
  return found;
}

function follow(value, path) {
  return path.split(".").reduce((at, name) => at?.[name], value);
}

async function loadModule(path, shown) {
  const file = [path, `${path}.js`, `${path}.mjs`, `${path}.cjs`].find(
    (candidate, position) => (position > 0 || /\.[cm]?js$/.test(candidate)) && existsSync(candidate),
  );
  if (file === undefined) {
    throw new HandlerError("Runtime.ImportModuleError", `Error: Cannot find module '${shown}'`);
  }
  try {
    if (file.endsWith(".mjs") || isModule(file)) return await import(pathToFileURL(file).href);
    return require(file);
  } catch (error) {
    // Top-level await in a file without package.json: Node can tell, and says so.
    if (error?.code === "ERR_REQUIRE_ASYNC_MODULE") return await import(pathToFileURL(file).href);
    if (error instanceof SyntaxError)
      throw new HandlerError("Runtime.UserCodeSyntaxError", `SyntaxError: ${error.message}`, error.stack);
    if (error?.code === "MODULE_NOT_FOUND" || error?.code === "ERR_MODULE_NOT_FOUND")
      throw new HandlerError("Runtime.ImportModuleError", `Error: ${error.message}`, error.stack);
    throw error;
  }
}

/** `"type": "module"` in the nearest package.json. */
function isModule(file) {
  if (file.endsWith(".cjs")) return false;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).type === "module";
    if (folder === dirname(folder) || folder === process.env.LAMBDA_TASK_ROOT) return false;
  }
}

module.exports = { loadHandler };
