/**
 * The way out of a function's process: frames on file descriptor 3, written synchronously, so that what a function has
 * said before it crashed or exited has been said.
 *
 * A frame: length of what follows (4 bytes), kind (1 byte), body.
 */
"use strict";
const { writeSync } = require("node:fs");

const descriptor = 3;
const kinds = { ready: 1, initError: 2, log: 3, result: 4, failure: 5, fatal: 6 };
const pause = new Int32Array(new SharedArrayBuffer(4));

/** @param {keyof typeof kinds} kind @param {string} body */
function send(kind, body) {
  const bytes = Buffer.byteLength(body);
  const frame = Buffer.allocUnsafe(5 + bytes);
  frame.writeUInt32BE(1 + bytes, 0);
  frame[4] = kinds[kind];
  frame.write(body, 5);
  write(frame);
}

/** Results carry the memory in use, in KiB. @param {"result" | "failure" | "fatal"} kind @param {string} body */
function sendOutcome(kind, body) {
  const bytes = Buffer.byteLength(body);
  const frame = Buffer.allocUnsafe(9 + bytes);
  frame.writeUInt32BE(5 + bytes, 0);
  frame[4] = kinds[kind];
  frame.writeUInt32BE(Math.ceil(process.memoryUsage.rss() / 1024), 5);
  frame.write(body, 9);
  write(frame);
}

/** @param {Buffer} bytes */
function write(bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at, bytes.length - at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      // The reader is behind: wait a millisecond rather than spin.
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

module.exports = { send, sendOutcome };
