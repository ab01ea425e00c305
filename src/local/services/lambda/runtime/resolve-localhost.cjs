/**
 * S3's clients put the bucket's name before the host: `bucket.localhost`. Browsers and some systems resolve that, many do
 * not; inside functions it always does.
 */
"use strict";

function resolveLocalhost() {
  const dns = require("node:dns");
  const original = dns.lookup;
  dns.lookup = (hostname, options, callback) => {
    const done = typeof options === "function" ? options : callback;
    if (typeof hostname !== "string" || !hostname.endsWith(".localhost"))
      return original(hostname, options, callback);
    if (typeof options === "object" && options?.all)
      process.nextTick(done, null, [{ address: "127.0.0.1", family: 4 }]);
    else process.nextTick(done, null, "127.0.0.1", 4);
    return {};
  };
}

module.exports = { resolveLocalhost };
