/**
 * Cyclic redundancy checks with reflected bits, eight bytes a step ("slicing by 8"), for the two that Node's zlib does
 * not have. 64 bits are kept as two 32-bit halves: BigInt would be fifty times slower.
 */
export interface Crc {
  update(data: Uint8Array): void;
  /** Big-endian, as S3 writes it in base64. */
  digest(): Buffer;
}

/** Castagnoli's polynomial 0x1EDC6F41, reflected. */
export const crc32cPolynomial = 0x82f63b78n;
/** CRC-64/NVME: 0xAD93D23594C93659, reflected. https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-nvme */
export const crc64NvmePolynomial = 0x9a6c9329ac4bc9b5n;
/** The polynomial of Ethernet and zip, reflected. */
export const crc32Polynomial = 0xedb88320n;

interface Tables {
  readonly low: readonly Uint32Array[];
  readonly high: readonly Uint32Array[];
}

const made = new Map<bigint, Tables>();

/**
 * @param polynomial reflected
 * @param bytes of the checksum: 4 or 8
 */
export function crc(polynomial: bigint, bytes: 4 | 8): Crc {
  const { low, high } = tablesOf(polynomial);
  const [l0, l1, l2, l3, l4, l5, l6, l7] = low as unknown as Eight;
  const [h0, h1, h2, h3, h4, h5, h6, h7] = high as unknown as Eight;
  let a = 0xffffffff;
  let b = bytes === 8 ? 0xffffffff : 0;
  return {
    update(data) {
      let i = 0;
      for (const end = data.length - 7; i < end; i += 8) {
        const x = a ^ wordAt(data, i);
        const y = b ^ wordAt(data, i + 4);
        const [x0, x1, x2, x3] = [x & 255, (x >>> 8) & 255, (x >>> 16) & 255, x >>> 24];
        const [y0, y1, y2, y3] = [y & 255, (y >>> 8) & 255, (y >>> 16) & 255, y >>> 24];
        a =
          at(l7, x0) ^
          at(l6, x1) ^
          at(l5, x2) ^
          at(l4, x3) ^
          at(l3, y0) ^
          at(l2, y1) ^
          at(l1, y2) ^
          at(l0, y3);
        b =
          at(h7, x0) ^
          at(h6, x1) ^
          at(h5, x2) ^
          at(h4, x3) ^
          at(h3, y0) ^
          at(h2, y1) ^
          at(h1, y2) ^
          at(h0, y3);
      }
      for (; i < data.length; i += 1) {
        const index = (a ^ (data[i] as number)) & 255;
        a = ((a >>> 8) | (b << 24)) ^ at(l0, index);
        b = (b >>> 8) ^ at(h0, index);
      }
    },
    digest() {
      const result = Buffer.alloc(bytes);
      if (bytes === 8) result.writeUInt32BE(~b >>> 0, 0);
      result.writeUInt32BE(~a >>> 0, bytes - 4);
      return result;
    },
  };
}

type Eight = [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

function at(table: Uint32Array, index: number): number {
  return table[index] as number;
}

function wordAt(data: Uint8Array, i: number): number {
  return (
    (data[i] as number) |
    ((data[i + 1] as number) << 8) |
    ((data[i + 2] as number) << 16) |
    ((data[i + 3] as number) << 24)
  );
}

function tablesOf(polynomial: bigint): Tables {
  const known = made.get(polynomial);
  if (known !== undefined) return known;
  const low = Array.from({ length: 8 }, () => new Uint32Array(256));
  const high = Array.from({ length: 8 }, () => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte += 1) {
    let value = BigInt(byte);
    for (let slice = 0; slice < 8; slice += 1) {
      for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
      (low[slice] as Uint32Array)[byte] = Number(value & 0xffffffffn);
      (high[slice] as Uint32Array)[byte] = Number(value >> 32n);
    }
  }
  made.set(polynomial, { low, high });
  return { low, high };
}
