/** What a person wants to see of a MIME message. */
export interface ReadMessage {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
}

/** Reads headers and the text and HTML parts of a MIME message (RFC 2045); attachments stay in the raw text. */
export function readMime(raw: string): ReadMessage {
  const { headers, body } = split(raw);
  const parts = partsOf(headers, body, 0);
  const addresses = (name: string) =>
    (headers.get(name) ?? "")
      .split(",")
      .map((address) => address.trim())
      .filter((address) => address !== "");
  return {
    from: headers.get("from") ?? null,
    to: addresses("to"),
    cc: addresses("cc"),
    bcc: addresses("bcc"),
    replyTo: addresses("reply-to"),
    subject: decodeWords(headers.get("subject")),
    text: parts.find(({ type }) => type === "text/plain")?.text ?? null,
    html: parts.find(({ type }) => type === "text/html")?.text ?? null,
  };
}

type Headers = ReadonlyMap<string, string>;

function split(raw: string): { headers: Headers; body: string } {
  const [, head = raw, body = ""] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(raw) ?? [];
  const unfolded = head.replace(/\r?\n[ \t]+/g, " ");
  const headers = unfolded
    .split(/\r?\n/)
    .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
    .flatMap((match) => (match ? [[(match[1] as string).toLowerCase(), match[2] as string] as const] : []));
  return { headers: new Map(headers), body };
}

function partsOf(headers: Headers, body: string, depth: number): { type: string; text: string }[] {
  const contentType = headers.get("content-type") ?? "text/plain";
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (type.startsWith("multipart/") && boundary !== undefined && depth < 10) {
    return body
      .split(`--${boundary}`)
      .slice(1)
      .filter((part) => !part.startsWith("--"))
      .flatMap((part) => {
        const inner = split(part.replace(/^\r?\n/, ""));
        return partsOf(inner.headers, inner.body, depth + 1);
      });
  }
  return [{ type, text: decodeBody(body, headers.get("content-transfer-encoding")) }];
}

function decodeBody(body: string, encoding = ""): string {
  // The last line break belongs to the boundary.
  const content = body.replace(/\r?\n$/, "");
  if (encoding.toLowerCase() === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding.toLowerCase() === "quoted-printable") return decodeQuoted(content.replace(/=\r?\n/g, ""));
  return content;
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Encoded words in headers: `=?UTF-8?B?...?=`. */
function decodeWords(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text.replace(/=\?[^?]+\?([BQ])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
    encoding.toUpperCase() === "B"
      ? Buffer.from(word, "base64").toString("utf8")
      : decodeQuoted(word.replaceAll("_", " ")),
  );
}
