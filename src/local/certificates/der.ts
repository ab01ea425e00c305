/**
 * ASN.1 values in their distinguished encoding (ITU-T X.690), as far as certificates need them: tag, length, content.
 */
export const der = {
  sequence: (...parts: readonly Buffer[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]) => tagged(0x31, ...parts),
  boolean: (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0])),
  octets: (content: Buffer) => tagged(0x04, content),
  text: (value: string) => tagged(0x0c, Buffer.from(value)),

  /** A whole number that is not negative; bytes in big-endian order. */
  integer(value: number | Buffer): Buffer {
    const bytes = typeof value === "number" ? bigEndian(value) : value;
    const start = bytes.findIndex((byte) => byte !== 0);
    const magnitude = start < 0 ? Buffer.from([0]) : bytes.subarray(start);
    // A first bit of 1 would make it negative.
    const sign = (magnitude[0] ?? 0) & 0x80 ? [Buffer.from([0])] : [];
    return tagged(0x02, ...sign, magnitude);
  },

  /** @param unused bits at the end that do not count */
  bits: (content: Buffer, unused = 0) => tagged(0x03, Buffer.from([unused]), content),

  /** @param dotted `1.2.840.10045.4.3.2` */
  objectIdentifier(dotted: string): Buffer {
    const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
    return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
  },

  /** UTCTime until 2049 and GeneralizedTime after it, as https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5 asks for. */
  time(date: Date): Buffer {
    const digits = date
      .toISOString()
      .replace(/\.\d+Z$/, "Z")
      .replace(/[-:T]/g, "");
    return date.getUTCFullYear() < 2050
      ? tagged(0x17, Buffer.from(digits.slice(2)))
      : tagged(0x18, Buffer.from(digits));
  },

  /** A value of the context: `[number]`. */
  context: (number: number, constructed: boolean, ...parts: readonly Buffer[]) =>
    tagged(0x80 | (constructed ? 0x20 : 0) | number, ...parts),
};

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = [...bigEndian(length)];
  return [0x80 | bytes.length, ...bytes];
}

function bigEndian(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from(bytes);
}

/** Seven bits a byte, all but the last marked. */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
