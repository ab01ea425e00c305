import { WireError } from "../../../kernel/wire-error.ts";
import { incompleteBody, invalidArgument } from "../errors.ts";

/** A form upload: fields, then one file, whose bytes are read as a stream. */
export interface Form {
  /** Lower-case names. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: { readonly name: string; readonly data: AsyncIterable<Uint8Array> };
}

/** Bytes of all fields before the file: "20 KB" in AWS's words. */
const largestFields = 20 * 1024;
const endOfHead = Buffer.from("\r\n\r\n");

/**
 * Reads a multipart/form-data body up to its file (RFC 7578). What follows the file is ignored, as S3 does.
 *
 * @throws WireError MalformedPOSTRequest, MaxPostPreDataLengthExceeded, POST file errors
 */
export async function readForm(source: AsyncIterable<Uint8Array>, contentType: string): Promise<Form> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i
    .exec(contentType)
    ?.slice(1)
    .find((found) => found !== undefined);
  if (boundary === undefined)
    throw malformed("The body of your POST request is not well-formed multipart/form-data.");
  const input = reader(source);
  const fields = new Map<string, string>();
  let budget = largestFields;
  const spend = (bytes: Buffer): Buffer => {
    budget -= bytes.length;
    if (budget < 0) throw tooLong();
    return bytes;
  };
  // The first boundary stands without a line break before it.
  spend(await input.until(Buffer.from(`--${boundary}`), budget));
  const separator = Buffer.from(`\r\n--${boundary}`);
  for (;;) {
    // Two dashes behind a boundary end the form.
    if ((await input.take(2)).toString() === "--") throw withoutFile();
    const head = spend(await input.until(endOfHead, budget)).toString("utf8");
    const name = parameterOf(head, "name");
    if (name === undefined)
      throw malformed("The body of your POST request is not well-formed multipart/form-data.");
    const lower = name.toLowerCase();
    if (lower === "file") {
      const fileName = (parameterOf(head, "filename") ?? "").replace(/^.*[\\/]/, "");
      return { fields, file: { name: fileName, data: input.streamUntil(separator) } };
    }
    fields.set(lower, spend(await input.until(separator, budget)).toString("utf8"));
  }
}

function parameterOf(head: string, name: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? "";
  const found = new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(disposition)?.[1];
  return found?.replace(/\\(.)/g, "$1").replace(/%22/g, '"');
}

function reader(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<void> {
    const next = await pieces.next();
    if (next.done) throw incompleteBody();
    rest = Buffer.concat([rest, next.value]);
  }

  return {
    async take(size: number): Promise<Buffer> {
      while (rest.length < size) await more();
      const taken = rest.subarray(0, size);
      rest = rest.subarray(size);
      return taken;
    },

    /** What stands before a delimiter, which is taken too. */
    async until(delimiter: Buffer, limit: number): Promise<Buffer> {
      for (;;) {
        const at = rest.indexOf(delimiter);
        if (at >= 0) {
          const found = rest.subarray(0, at);
          rest = rest.subarray(at + delimiter.length);
          return found;
        }
        if (rest.length > limit + delimiter.length) throw tooLong();
        await more();
      }
    },

    async *streamUntil(delimiter: Buffer): AsyncGenerator<Buffer> {
      for (;;) {
        const at = rest.indexOf(delimiter);
        if (at >= 0) {
          if (at > 0) yield rest.subarray(0, at);
          return;
        }
        // The delimiter may have begun.
        const safe = rest.length - delimiter.length + 1;
        if (safe > 0) {
          yield rest.subarray(0, safe);
          rest = rest.subarray(safe);
        }
        await more();
      }
    },
  };
}

function withoutFile(): WireError {
  return invalidArgument("POST requires exactly one file upload per request.", "file", "0");
}

function malformed(message: string): WireError {
  return new WireError("MalformedPOSTRequest", message, 400);
}

function tooLong(): WireError {
  return new WireError(
    "MaxPostPreDataLengthExceededError",
    "Your POST request fields preceding the upload file were too large.",
    400,
    { MaxPostPreDataLengthBytes: largestFields },
  );
}
