import { utc } from "./local-time.ts";
import { dayNames, eras, monthNames, named, quarters } from "./names.ts";
import { type Piece, readPattern } from "./pattern.ts";
import { fixed, offsetOf, type Zone, zoneOf } from "./zone.ts";

type Field = Extract<Piece, { readonly kind: "field" }>;

/** What has been read: numbers by letter, and the zone. */
interface Read {
  readonly fields: Map<string, number>;
  zone: Zone | null;
}

/**
 * Parses a text by a pattern of Java's DateTimeFormatter, in its smart style.
 *
 * @param zone for texts that name none; null: they must
 * @returns milliseconds since 1970
 * @throws {RangeError} where Java refuses
 */
export function parseTime(text: string, pattern: string, zone: Zone | null): number {
  const read: Read = { fields: new Map(), zone: null };
  const end = follow(readPattern(pattern), text, 0, read);
  if (end < 0) throw new RangeError(`Text '${text}' could not be parsed at index ${~end}`);
  if (end < text.length)
    throw new RangeError(`Text '${text}' could not be parsed, unparsed text found at index ${end}`);
  return instantOf(read, zone, text);
}

/** @returns where the pieces end in the text; `~index` of the trouble where they do not fit */
function follow(pieces: readonly Piece[], text: string, start: number, read: Read): number {
  let at = start;
  for (const [position, piece] of pieces.entries()) {
    if (piece.kind === "optional") {
      const attempt: Read = { fields: new Map(read.fields), zone: read.zone };
      const end = follow(piece.pieces, text, at, attempt);
      if (end < 0) continue;
      for (const [letter, value] of attempt.fields) read.fields.set(letter, value);
      read.zone = attempt.zone;
      at = end;
    } else if (piece.kind === "literal") {
      if (!text.startsWith(piece.text, at)) return ~at;
      at += piece.text.length;
    } else {
      const end = one(piece, pieces.slice(position + 1), text, at, read);
      if (end < 0) return end;
      at = end;
    }
  }
  return at;
}

function one(piece: Field, after: readonly Piece[], text: string, at: number, read: Read): number {
  const { letter, count } = piece;
  const start = piece.pad > 0 ? at + (/^ */.exec(text.slice(at))?.[0].length ?? 0) : at;
  const names = namesOf(letter, count);
  if (names !== null) {
    // The longest name wins: narrow ones may begin alike.
    const found = names
      .map((name, index) => ({ name, index }))
      .toSorted((a, b) => b.name.length - a.name.length)
      .find(({ name }) => text.startsWith(name, start));
    if (found === undefined) return ~start;
    read.fields.set(letter, found.index + (/[Ga]/.test(letter) ? 0 : 1));
    return start + found.name.length;
  }
  if (/[VzOXxZ]/.test(letter)) return zoneAt(piece, text, start, read);
  const width = widthOf(piece);
  const reserved = width.fixed ? 0 : reservedBy(after);
  const sign = width.signed ? "[+-]?" : "";
  const most = Math.max(width.least, width.most - reserved);
  let digits = new RegExp(`^${sign}\\d{${width.least},${most}}`).exec(text.slice(start))?.[0];
  if (digits === undefined) return ~start;
  // Digits that the fixed fields right behind need are left to them.
  if (reserved > 0) {
    const all = /^[+-]?\d+/.exec(text.slice(start))?.[0] ?? "";
    digits = digits.slice(0, Math.max(width.least, Math.min(digits.length, all.length - reserved)));
  }
  const value = Number(letter === "S" ? digits.padEnd(9, "0") : digits);
  read.fields.set(letter, count === 2 && /[uyY]/.test(letter) ? 2000 + value : value);
  return start + digits.length;
}

function namesOf(letter: string, count: number): readonly string[] | null {
  if (letter === "a") return ["AM", "PM"];
  if (letter === "G") return eras(count);
  if (letter === "E" || (/[ec]/.test(letter) && count > 2)) return named(dayNames, Math.max(count, 3));
  if (/[ML]/.test(letter) && count > 2) return named(monthNames, count);
  return /[Qq]/.test(letter) && count > 2 ? quarters(count) : null;
}

function widthOf({ letter, count }: Field) {
  if (/[uyY]/.test(letter)) {
    if (count === 2) return { least: 2, most: 2, fixed: true, signed: false };
    return { least: count, most: 15, fixed: false, signed: true };
  }
  if (letter === "S") return { least: count, most: count, fixed: true, signed: false };
  if (/[AnN]/.test(letter)) return { least: count, most: 19, fixed: false, signed: false };
  if (letter === "D") return { least: count, most: 3, fixed: count === 3, signed: false };
  return count === 1
    ? { least: 1, most: 19, fixed: false, signed: false }
    : { least: count, most: count, fixed: true, signed: false };
}

/** Digits that adjacent fields of fixed width need. */
function reservedBy(after: readonly Piece[]): number {
  let sum = 0;
  for (const piece of after) {
    if (piece.kind !== "field" || namesOf(piece.letter, piece.count) !== null) return sum;
    if (/[VzOXxZ]/.test(piece.letter) || !widthOf(piece).fixed) return sum;
    sum += piece.count;
  }
  return sum;
}

function zoneAt({ letter, count }: Field, text: string, at: number, read: Read): number {
  const rest = text.slice(at);
  const shapes: Record<string, RegExp> = {
    V: /^(?:[A-Za-z][A-Za-z0-9~/._+-]*|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)/,
    z: /^(?:[A-Za-z][A-Za-z0-9~/._+-]*|[+-]\d{2}(?::?\d{2})?)/,
    O: count === 4 ? /^GMT(?:[+-]\d{2}:\d{2}(?::\d{2})?)?/ : /^GMT(?:[+-]\d{1,2}(?::\d{2})?)?/,
  };
  const offsets = [/^[+-]\d{2}(?:\d{2})?/, /^[+-]\d{4}/, /^[+-]\d{2}:\d{2}/, /^[+-]\d{4}(?:\d{2})?/];
  const byCount = offsets[count - 1] ?? /^[+-]\d{2}:\d{2}(?::\d{2})?/;
  const zero = letter === "X" || (letter === "Z" && count === 5) ? /^Z/ : null;
  const plain = letter === "Z" ? (count === 5 ? offsets[4] : /^[+-]\d{4}/) : byCount;
  const shape = letter === "Z" && count === 4 ? shapes["O"] : (shapes[letter] ?? plain ?? byCount);
  const found = (zero?.exec(rest) ?? shape?.exec(rest))?.[0];
  if (found === undefined) return ~at;
  try {
    read.zone = /[OXxZ]/.test(letter)
      ? fixed(found, offsetOf(found.replace(/^GMT$/, "Z").replace(/^GMT/, "")))
      : zoneOf(found);
  } catch {
    return ~at;
  }
  return at + found.length;
}

function instantOf({ fields, zone: own }: Read, given: Zone | null, text: string): number {
  const zone = own ?? given;
  const unable = (what: string) =>
    new RangeError(`Text '${text}' could not be parsed: Unable to obtain ${what}`);
  if (zone === null) throw unable("ZonedDateTime: no zone");
  const within = (letter: string, least: number, most: number): number | undefined => {
    const value = fields.get(letter);
    if (value !== undefined && (value < least || value > most))
      throw new RangeError(`Text '${text}' could not be parsed: Invalid value for ${letter}: ${value}`);
    return value;
  };
  const inEra = fields.get("y");
  const year = fields.get("u") ?? (inEra !== undefined && fields.get("G") === 0 ? 1 - inEra : inEra);
  if (year === undefined) throw unable("a year");
  const month = within("M", 1, 12) ?? within("L", 1, 12);
  const day = within("d", 1, 31);
  const dayOfYear = within("D", 1, 366);
  let date: number;
  if (month !== undefined && day !== undefined) {
    const longest = new Date(utc(year, month + 1, 0)).getUTCDate();
    date = utc(year, month, Math.min(day, longest));
  } else if (dayOfYear !== undefined) date = utc(year, 1, dayOfYear);
  else throw unable("LocalDate: month and day are missing");
  const half = within("K", 0, 11) ?? fieldMod(within("h", 1, 12), 12);
  const hour =
    within("H", 0, 23) ??
    fieldMod(within("k", 1, 24), 24) ??
    (half !== undefined && fields.has("a") ? half + 12 * (fields.get("a") ?? 0) : undefined);
  const ofDay = fields.get("A");
  if (hour === undefined && ofDay === undefined) throw unable("LocalTime: the hour is missing");
  const clock =
    ofDay ??
    ((hour ?? 0) * 3600 + (within("m", 0, 59) ?? 0) * 60 + (within("s", 0, 59) ?? 0)) * 1000 +
      Math.floor((fields.get("S") ?? fields.get("n") ?? 0) / 1_000_000);
  const local = date + clock;
  // A region's offset depends on the instant that is looked for: the second guess is right outside of gaps.
  const guess = local - zone.offsetAt(local) * 1000;
  return local - zone.offsetAt(guess) * 1000;
}

const fieldMod = (value: number | undefined, by: number) => (value === undefined ? undefined : value % by);
