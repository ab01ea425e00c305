import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** What the numbers were measured on, in one line without names. */
export function machine(): string {
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1);
  return `${process.platform}-${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${gibibytes} GiB, Node ${process.versions.node}, load ${load}`;
}
