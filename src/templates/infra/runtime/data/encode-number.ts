const digits = "0123456789";
const complements = "9876543210";

/**
 * A number as text that sorts as the number does, the same for `integer`, `money` and `decimal` fields.
 *
 * The first character is the sign (`0` negative, `1` zero, `2` positive); then three digits of exponent and the significant
 * digits, both complemented for negatives. Injective on finite numbers (0 and -0 are one number).
 *
 * @param value finite
 */
export function encodeNumber(value: number): string {
  if (value === 0) return "1";
  const negative = value < 0;
  const { exponent, mantissa } = scientific(`${negative ? -value : value}`);
  if (!negative) return `2${exponent + 500}${mantissa}`;
  // "~" sorts after every digit: of two negatives, the one with fewer significant digits is the greater.
  return `0${499 - exponent}${complement(mantissa)}~`;
}

/** Reads `123.4`, `0.001`, `5e-324` or `1E21` as 0.<mantissa> * 10^exponent, without zeros at either end. */
function scientific(text: string): { exponent: number; mantissa: string } {
  const lower = text.toLowerCase();
  const e = lower.indexOf("e");
  const plain = e < 0 ? lower : lower.slice(0, e);
  const power = e < 0 ? 0 : parseInteger(lower.slice(e + 1));
  const point = plain.indexOf(".");
  const whole = point < 0 ? plain : plain.slice(0, point);
  const all = point < 0 ? plain : whole + plain.slice(point + 1);
  const significant = withoutLeadingZeros(all);
  return {
    exponent: power + whole.length - (all.length - significant.length),
    mantissa: withoutTrailingZeros(significant),
  };
}

function parseInteger(text: string): number {
  return JSON.parse(text.startsWith("+") ? text.slice(1) : text) as number;
}

function withoutLeadingZeros(text: string): string {
  let rest = text;
  for (const digit of text.split("")) {
    if (digit !== "0") break;
    rest = rest.slice(1);
  }
  return rest;
}

function withoutTrailingZeros(text: string): string {
  return withoutLeadingZeros(text.split("").reverse().join("")).split("").reverse().join("");
}

function complement(mantissa: string): string {
  return mantissa
    .split("")
    .map((digit) => complements.charAt(digits.indexOf(digit)))
    .join("");
}
