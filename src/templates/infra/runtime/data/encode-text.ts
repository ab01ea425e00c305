/** U+0000 to U+001F but for the horizontal tab and line ends, which stand first because they are the likely ones. */
const controls =
  "\t\n\r\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f";

/**
 * A text for use inside a sort key: it holds no separator (a space) of its own, and followed by the separator it sorts
 * as the text does (by Unicode code point, DynamoDB's order of UTF-8 bytes). Injective.
 *
 * Characters up to `!` are written as `!` and the character: `a b` becomes `a! b`.
 */
export function encodeSortText(text: string): string {
  // AppSync's replaceAll takes a Java pattern: none of the characters here means anything special in one.
  const escaped = text.replaceAll("!", "!!").replaceAll(" ", "! ");
  return hasControls(text) ? escapeControls(escaped) : escaped;
}

/** JSON writes control characters longer than they are; it does so with quotes too, which costs only time. */
function hasControls(text: string): boolean {
  return JSON.stringify(text).length !== text.length + 2;
}

function escapeControls(text: string): string {
  let escaped = text;
  for (const control of controls.split("")) {
    if (escaped.indexOf(control) >= 0) escaped = escaped.replaceAll(control, `!${control}`);
  }
  return escaped;
}

/** A text for use inside a partition key: no `#` (the separator) of its own. Injective. */
export function encodeHashText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("#", "%23");
}
