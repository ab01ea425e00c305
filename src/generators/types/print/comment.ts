/**
 * A doc comment, indented, ending in a line break; nothing for null. Whatever the text holds, it stays a comment and
 * speaks to no tool.
 *
 * @param depth in steps of two spaces
 */
export function comment(text: string | null, depth = 0): string {
  if (text === null || text.trim() === "") return "";
  const indent = "  ".repeat(depth);
  const lines = text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(harmless);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function harmless(line: string): string {
  return (
    line
      .replace(/\p{Cc}|\p{Bidi_Control}/gu, " ")
      .trim()
      .replaceAll("*/", "* /")
      // Directives of the compiler would be orders to the compiler, also in here.
      .replace(/@(?=ts-|jsx)/gi, "＠")
  );
}
