/** console.* and what is written to standard output and error, as Lambda's Node.js runtime writes them to the log. */
"use strict";
const { format } = require("node:util");
const { send } = require("./channel.cjs");

const levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const json = process.env.AWS_LAMBDA_LOG_FORMAT === "JSON";
const lowest = json ? levels.indexOf((process.env.AWS_LAMBDA_LOG_LEVEL ?? "INFO").toUpperCase()) : 0;
let requestId;
const partial = { stdout: "", stderr: "" };

/** @param {string} level @param {unknown[]} values */
function log(level, values) {
  if (levels.indexOf(level) < lowest) return;
  const timestamp = new Date().toISOString();
  if (json) send("log", jsonLine(timestamp, level, values));
  else send("log", `${timestamp}\t${requestId}\t${level}\t${format(...values)}\n`);
}

function jsonLine(timestamp, level, values) {
  const entry = { timestamp, level, requestId };
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...entry, message: values[0] }, describeErrors);
    } catch {
      return JSON.stringify({ ...entry, message: format(values[0]) });
    }
  }
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({
    ...entry,
    message: format(...values),
    ...(error && describeErrors("", error)),
  });
}

function describeErrors(_key, value) {
  if (!(value instanceof Error)) return value;
  return {
    ...value,
    errorType: value.constructor?.name ?? "UnknownError",
    errorMessage: value.message,
    stackTrace: typeof value.stack === "string" ? value.stack.split("\n") : [],
  };
}

/** An error that ended an invocation or the process. */
function logError(title, error) {
  if (json) log("ERROR", [error]);
  else log("ERROR", [`${title} \t${JSON.stringify(error)}`]);
}

function patchConsole() {
  const methods = {
    trace: "TRACE",
    debug: "DEBUG",
    info: "INFO",
    log: "INFO",
    warn: "WARN",
    error: "ERROR",
    fatal: "FATAL",
  };
  for (const [method, level] of Object.entries(methods)) console[method] = (...values) => log(level, values);
}

/** Streams are made at first use, as Node does itself: most functions only use the console. */
function patchStream(name) {
  const make = Object.getOwnPropertyDescriptor(process, name).get;
  let stream;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      if (stream === undefined) {
        stream = make.call(process);
        stream.write = (chunk, encoding, done) => writeLines(name, chunk, encoding, done);
      }
      return stream;
    },
  });
}

function writeLines(name, chunk, encoding, done) {
  const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
  const lines = (partial[name] + text).split("\n");
  partial[name] = lines.pop();
  for (const line of lines) if (line !== "") send("log", json ? line : `${line}\n`);
  const callback = typeof encoding === "function" ? encoding : done;
  if (callback) process.nextTick(callback);
  return true;
}

/** What stands without a line end when an invocation ends is a line, too. */
function flush() {
  for (const name of Object.keys(partial)) {
    if (partial[name] !== "") send("log", json ? partial[name] : `${partial[name]}\n`);
    partial[name] = "";
  }
}

function setRequestId(id) {
  requestId = id;
}

function install() {
  patchConsole();
  patchStream("stdout");
  patchStream("stderr");
}

module.exports = { install, flush, logError, setRequestId };
