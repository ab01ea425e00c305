/**
 * Outlives the cloud by a moment: when the cloud is gone, however it went, it ends the functions' processes that are left.
 * They end by themselves when their channel breaks, unless they never get to see it, in an endless loop.
 *
 * Reads `+pid` and `-pid`, a line each.
 */
"use strict";
const alive = new Set();
let rest = "";

process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => {
  const lines = (rest + text).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line[0] === "+") alive.add(pid);
    else alive.delete(pid);
  }
});
process.stdin.on("end", () => {
  for (const pid of alive) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
});
