import { validation } from "../errors.ts";

/**
 * A DynamoDB number: up to 38 significant digits, from 1E-130 to 9.99...E+125 in magnitude. Its value is
 * 0.<digits> x 10^exponent; digits neither begin nor end with a zero. Zero has no digits.
 */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const mostDigits = 38;
/** In the terms of `Decimal.exponent`, which is one more than in scientific notation. */
const largestExponent = 126;
const smallestExponent = -129;

export const zero: Decimal = { negative: false, digits: "", exponent: 0 };

/**
 * Reads a number as DynamoDB takes it: decimal, with an optional exponent.
 *
 * @throws WireError ValidationException: not a number, too large, too small, too many digits
 */
export function parseDecimal(text: string): Decimal {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const whole = parts?.[2] ?? "";
  const fraction = parts?.[3] ?? "";
  if (parts === null || whole.length + fraction.length === 0) throw notNumeric(text);
  return normalise(parts[1] === "-", whole + fraction, whole.length + Number(parts[4] ?? 0));
}

/** Drops needless zeros and holds the number to its limits. */
function normalise(negative: boolean, allDigits: string, pointAt: number): Decimal {
  let start = 0;
  let end = allDigits.length;
  while (start < end && allDigits.charCodeAt(start) === 48) start += 1;
  while (end > start && allDigits.charCodeAt(end - 1) === 48) end -= 1;
  if (start === end) return zero;
  const exponent = pointAt - start;
  if (exponent > largestExponent) {
    throw validation(
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    );
  }
  if (exponent < smallestExponent) {
    throw validation(
      "Number underflow. Attempting to store a number with magnitude smaller than supported range",
    );
  }
  if (end - start > mostDigits) {
    throw validation("Attempting to store more than 38 significant digits in a Number");
  }
  return { negative, digits: allDigits.slice(start, end), exponent };
}

/** Writes a number as DynamoDB answers it: plain digits, never an exponent. */
export function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return `${sign}${digits}${"0".repeat(exponent - digits.length)}`;
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** Integers of up to 15 digits without needless zeros: already normal, and exact as a JavaScript number. */
const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/;

/**
 * The one way in which DynamoDB writes a number: `1.50` becomes `1.5`, `1e2` becomes `100`.
 *
 * @throws WireError as `parseDecimal`
 */
export function normaliseNumber(text: string): string {
  return plainInteger.test(text) ? text : formatDecimal(parseDecimal(text));
}

/** @returns negative, zero or positive */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.digits === "" || b.digits === "") return signOf(a) - signOf(b);
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const size =
    a.exponent !== b.exponent
      ? a.exponent - b.exponent
      : a.digits < b.digits
        ? -1
        : a.digits > b.digits
          ? 1
          : 0;
  return a.negative ? 0 - size : size;
}

function signOf(decimal: Decimal): number {
  return decimal.digits === "" ? 0 : decimal.negative ? -1 : 1;
}

/** Compares numbers by value. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  if (plainInteger.test(a) && plainInteger.test(b)) return Number(a) - Number(b);
  return compareDecimals(parseDecimal(a), parseDecimal(b));
}

/**
 * The exact sum of two normalised numbers.
 *
 * @throws WireError where it needs more than 38 digits or leaves the range
 */
export function addNumbers(a: string, b: string): string {
  if (plainInteger.test(a) && plainInteger.test(b)) return String(Number(a) + Number(b));
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  const scale = Math.max(left.digits.length - left.exponent, right.digits.length - right.exponent, 0);
  const sum = scaled(left, scale) + scaled(right, scale);
  const text = (sum < 0n ? -sum : sum).toString();
  return formatDecimal(normalise(sum < 0n, text, text.length - scale));
}

export function subtractNumbers(a: string, b: string): string {
  return addNumbers(a, b === "0" ? b : b.startsWith("-") ? b.slice(1) : `-${b}`);
}

/** The number times 10^scale, which is whole. */
function scaled({ negative, digits, exponent }: Decimal, scale: number): bigint {
  if (digits === "") return 0n;
  const size = BigInt(digits) * 10n ** BigInt(exponent - digits.length + scale);
  return negative ? -size : size;
}

function notNumeric(text: string) {
  return validation(
    text === ""
      ? "The parameter cannot be converted to a numeric value"
      : `The parameter cannot be converted to a numeric value: ${text}`,
  );
}
