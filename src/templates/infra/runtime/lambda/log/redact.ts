/** Fields whose values never stand in a log, whatever they hold. */
const secretNames =
  /pass(word|phrase|code)?$|secret|token|authorization|cookie|credential|api[-_]?key|private[-_]?key|signature|^otp$|^pin$|^cvc$|iban|card[-_]?number/i;

const patterns: readonly (readonly [RegExp, string])[] = [
  // Tokens of this and of other systems: header, payload and signature in base64url.
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(\.[\w-]*)?/g, "[token]"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, "$1 [token]"],
  // Presigned URLs are permissions.
  [/([?&]X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"]+/gi, "$1[token]"],
  [/[\w.%+-]{1,64}@[\w-]+(\.[\w-]+)+/g, "[email]"],
  [/(?<![\w+])\+[1-9]\d{7,14}\b/g, "[phone]"],
];

/** Deeper values are cut: a log line is no place for a document. */
const deepest = 6;
const longestText = 8_000;
const longestList = 100;

/**
 * A copy of a value that may be logged: no secrets, no tokens, no e-mail addresses or telephone numbers.
 *
 * @param secrets values that must not appear, also inside of longer texts
 */
export function redact(value: unknown, secrets: Iterable<string>): unknown {
  const known = [...secrets].filter((secret) => secret.length >= 4);
  return redactValue(value, known, 0);
}

function redactValue(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === "string") return redactText(value, secrets);
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "[deep]";
  if (value instanceof Error) return redactError(value, secrets, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const next = (inner: unknown) => redactValue(inner, secrets, depth + 1);
  if (Array.isArray(value)) return value.slice(0, longestList).map(next);
  if (value instanceof Set) return [...value].slice(0, longestList).map(next);
  const entries: Iterable<[unknown, unknown]> = value instanceof Map ? value : Object.entries(value);
  return Object.fromEntries(
    Array.from(entries, ([key, inner]) => [
      redactText(String(key), secrets),
      secretNames.test(String(key)) && inner !== null && inner !== undefined ? "[secret]" : next(inner),
    ]),
  );
}

function redactError(error: Error, secrets: readonly string[], depth: number): unknown {
  return {
    name: error.name,
    message: redactText(error.message, secrets),
    ...(error.stack !== undefined && { stack: redactText(error.stack, secrets) }),
    ...(error.cause !== undefined && { cause: redactValue(error.cause, secrets, depth + 1) }),
  };
}

function redactText(text: string, secrets: readonly string[]): string {
  // Secrets first, and on the whole text: a cut must not leave half of one.
  let redacted = text;
  for (const secret of secrets) redacted = redacted.replaceAll(secret, "[secret]");
  if (redacted.length > longestText) redacted = `${redacted.slice(0, longestText)}[cut]`;
  for (const [pattern, replacement] of patterns) redacted = redacted.replace(pattern, replacement);
  return redacted;
}
