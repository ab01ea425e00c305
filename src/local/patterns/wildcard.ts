/**
 * EventBridge's wildcards: `*` is any run of characters; a backslash takes the meaning from a star or a backslash.
 *
 * @returns whether a text fits the whole pattern; linear, without backtracking
 * @throws Error where two stars stand together or a backslash stands before anything else
 */
export function wildcard(pattern: string): (text: string) => boolean {
  const parts = [""];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] as string;
    if (character === "\\") {
      const next = pattern[at + 1];
      if (next !== "*" && next !== "\\") throw new Error("Invalid escape character");
      parts[parts.length - 1] += next;
      at += 1;
    } else if (character === "*") {
      if (pattern[at + 1] === "*") throw new Error("Consecutive wildcard characters");
      parts.push("");
    } else parts[parts.length - 1] += character;
  }
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  return (text) => {
    if (last === undefined) return text === first;
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
      return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}
