/**
 * The check of a whole from the checks of its parts, without reading them again: CRC(AB) = CRC(A)·x^(8·|B|) + CRC(B),
 * in the field of polynomials over GF(2) modulo the CRC's own.
 *
 * @param polynomial reflected, of `width` bits
 * @param parts in order, with their lengths in bytes
 */
export function combineCrc(
  polynomial: bigint,
  width: number,
  parts: readonly { readonly value: bigint; readonly length: number }[],
): bigint {
  const shifts = new Map<number, bigint>();
  const shiftOf = (length: number) => {
    let shift = shifts.get(length);
    if (shift === undefined) {
      shift = powerOfX(BigInt(length) * 8n, polynomial, width);
      shifts.set(length, shift);
    }
    return shift;
  };
  return parts.reduce(
    (whole, { value, length }) => multiply(whole, shiftOf(length), polynomial, width) ^ value,
    0n,
  );
}

/** In reflected order the highest bit is x^0. */
function multiply(a: bigint, b: bigint, polynomial: bigint, width: number): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = BigInt(width - 1); bit >= 0n; bit -= 1n) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

function powerOfX(exponent: bigint, polynomial: bigint, width: number): bigint {
  let result = 1n << BigInt(width - 1);
  let square = 1n << BigInt(width - 2);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = multiply(result, square, polynomial, width);
    square = multiply(square, square, polynomial, width);
  }
  return result;
}
