import { UnknownBehaviour } from "./signals.ts";

/** POSIX classes of Java: ASCII only. */
const classes: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\x00-\\x7f",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "!-\\/:-@\\[-`{-~",
  Graph: "!-~",
  Print: " -~",
  Blank: " \\t",
  Cntrl: "\\x00-\\x1f\\x7f",
  XDigit: "0-9a-fA-F",
  Space: " \\t\\n\\v\\f\\r",
};

/**
 * A regular expression in Java's syntax, as JavaScript has it: `\p{Alpha}`, `\Q...\E`, `\A`, `\z`, `\h` and flags at the
 * begin are translated.
 *
 * https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 *
 * @param flags of JavaScript: `g`
 * @param whole it must match from the begin to the end
 * @throws {UnknownBehaviour} for what JavaScript cannot express: possessive quantifiers, intersections of classes
 * @throws {SyntaxError} for patterns that are wrong in Java, too
 */
export function javaRegex(pattern: string, flags = "", whole = false): RegExp {
  const key = `${flags}${whole}/${pattern}`;
  const found = known.get(key);
  if (found !== undefined) {
    found.lastIndex = 0;
    return found;
  }
  if (known.size >= mostKnown) known.clear();
  const fresh = translate(pattern, flags, whole);
  known.set(key, fresh);
  return fresh;
}

/** Resolvers use the same few patterns again and again. */
const known = new Map<string, RegExp>();
const mostKnown = 1_000;

function translate(pattern: string, flags: string, whole: boolean): RegExp {
  const [leading = "", given = ""] = /^\(\?([imsu]+)\)/.exec(pattern) ?? [];
  const body = pattern.slice(leading.length);
  const unquoted = body.replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_all, text: string) =>
    text.replace(/[\\^$.|?*+()[\]{}/-]/g, "\\$&"),
  );
  if (/(?<!\\)(?:[*+?]|\})\+/.test(unquoted) || /\[[^\]]*&&/.test(unquoted) || /\(\?>|\\G/.test(unquoted))
    throw new UnknownBehaviour(`The local runtime cannot express Java's regular expression ${pattern}`);
  const translated = unquoted.replace(/\\(?:p\{(?:Is)?(\w+)\}|([AzZhe]))|\\[\s\S]/g, (all, name, escaped) => {
    if (name !== undefined) {
      const found = classes[name as string];
      if (found === undefined) return all as string;
      return insideClass(unquoted, all as string) ? found : `[${found}]`;
    }
    const escapes: Record<string, string> = {
      A: "^",
      z: "$(?![\\s\\S])",
      Z: "$(?![\\s\\S]+)",
      h: "[ \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]",
      e: "\\x1b",
    };
    return escapes[escaped as string] ?? (all as string);
  });
  const source = whole ? `^(?:${translated})$(?![\\s\\S])` : translated;
  const all = new Set([...given.replaceAll("u", ""), ...flags]);
  try {
    return new RegExp(source, [...all, "u"].join(""));
  } catch {
    // JavaScript's Unicode mode refuses escapes that Java takes.
    return new RegExp(source, [...all].join(""));
  }
}

function insideClass(pattern: string, part: string): boolean {
  const before = pattern.slice(0, pattern.indexOf(part)).replace(/\\[\s\S]/g, "");
  return before.lastIndexOf("[") > before.lastIndexOf("]");
}

/** A replacement of Java (`$1`, `\$`) as JavaScript writes it. */
export function javaReplacement(text: string): string {
  return text.replace(/\\([\s\S])|\$(\d)|\$\{(\w+)\}|\$/g, (all, escaped, group, name) => {
    if (escaped !== undefined) return escaped === "$" ? "$$" : (escaped as string);
    if (group !== undefined) return all as string;
    if (name !== undefined) return `$<${name as string}>`;
    throw new RangeError("Illegal group reference");
  });
}
