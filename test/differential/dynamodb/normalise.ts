import type { Answer } from "./engines.ts";

/** An answer without what may differ: the order of sets, and of items where it means nothing. */
export function normalise({ error, body }: Answer, ordered: boolean): unknown {
  return { error, body: plain(body, ordered) };
}

const sets = new Set(["SS", "NS", "BS"]);

function plain(value: unknown, ordered: boolean, name = ""): unknown {
  if (Array.isArray(value)) {
    const inner = value.map((element) => plain(element, ordered));
    const anyOrder = sets.has(name) || (!ordered && (name === "Items" || name === "differential"));
    return anyOrder ? inner.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : inner;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== "Message")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner, ordered, key)]));
}
