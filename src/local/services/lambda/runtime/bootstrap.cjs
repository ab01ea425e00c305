/**
 * What runs inside a function's process: loads the handler, then serves one invocation after the other. Invocations come
 * over Node's IPC channel, everything else leaves over the frames of channel.cjs.
 *
 * Plain JavaScript, because it is started as it is, from the package and from the sources.
 */
"use strict";
const { send, sendOutcome } = require("./channel.cjs");
const { callHandler, checkHandler, contextOf } = require("./call-handler.cjs");
const { describeError } = require("./describe-error.cjs");
const { loadHandler } = require("./load-handler.cjs");
const logging = require("./logging.cjs");
const { resolveLocalhost } = require("./resolve-localhost.cjs");

const compileCache = process.env.PLINTH_COMPILE_CACHE;
delete process.env.PLINTH_COMPILE_CACHE;
const { enableCompileCache, flushCompileCache } = require("node:module");
if (compileCache) enableCompileCache(compileCache);

// The cloud is gone: so is its function.
process.on("disconnect", () => process.exit(0));
// Ctrl-C in a terminal goes to all processes in it; what becomes of functions is the cloud's to say.
process.on("SIGINT", () => {});
process.on("uncaughtException", (error) => die("Uncaught Exception", error));
process.on("unhandledRejection", (error) =>
  die("Unhandled Promise Rejection", error, "Runtime.UnhandledPromiseRejection"),
);
logging.install();
resolveLocalhost();
// The channel is the cloud's, not the function's.
Object.defineProperty(process, "send", { value: undefined, configurable: true, writable: true });

loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER).then(
  (handler) => {
    checkHandlerOrExit(handler);
    process.on("message", (invocation) => serve(handler, invocation));
    send("ready", "");
    // Processes are killed, which would leave nothing behind for the next one to start faster.
    if (compileCache) setTimeout(flushCompileCache, 500).unref();
  },
  (error) => failInit(error),
);

function checkHandlerOrExit(handler) {
  try {
    checkHandler(handler);
  } catch (error) {
    failInit(error);
  }
}

function failInit(error) {
  const described = describeError(error);
  logging.logError("Uncaught Exception", described);
  send("initError", JSON.stringify(described));
  process.exit(1);
}

async function serve(handler, invocation) {
  logging.setRequestId(invocation.id);
  process.env._X_AMZN_TRACE_ID = invocation.trace;
  let body;
  try {
    const value = await callHandler(handler, JSON.parse(invocation.payload), contextOf(invocation));
    body = serialize(value);
  } catch (error) {
    const described = describeError(error);
    logging.logError("Invoke Error", described);
    logging.flush();
    sendOutcome("failure", JSON.stringify(described));
    return;
  }
  logging.flush();
  sendOutcome("result", body);
}

function serialize(value) {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? "null";
  } catch {
    const error = new Error("Unable to stringify response body");
    error.name = "Runtime.MarshalError";
    throw error;
  }
}

/** After an error that nobody caught the process is in no known state. */
function die(title, error, type) {
  const described = describeError(error, type);
  logging.logError(title, described);
  logging.flush();
  sendOutcome("fatal", JSON.stringify(described));
  process.exit(128 + 1);
}
