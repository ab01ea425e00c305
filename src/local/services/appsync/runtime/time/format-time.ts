import { americanWeek, type LocalTime, localTime } from "./local-time.ts";
import { dayNames, eras, monthNames, named, quarters } from "./names.ts";
import { type Piece, readPattern } from "./pattern.ts";
import { offsetParts, type Zone } from "./zone.ts";

/** Formats an instant by a pattern of Java's DateTimeFormatter. */
export function formatTime(milliseconds: number, pattern: string, zone: Zone): string {
  const time = localTime(milliseconds, zone);
  const write = (pieces: readonly Piece[]): string =>
    pieces
      .map((piece) => {
        if (piece.kind === "literal") return piece.text;
        if (piece.kind === "optional") return write(piece.pieces);
        return field(piece.letter, piece.count, time, zone, milliseconds).padStart(piece.pad);
      })
      .join("");
  return write(readPattern(pattern));
}

function field(letter: string, count: number, time: LocalTime, zone: Zone, milliseconds: number): string {
  const number = (value: number) => String(value).padStart(count, "0");
  const clock = time.hour % 12;
  const milliOfDay = ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond;
  switch (letter) {
    case "G":
      return eras(count)[time.year > 0 ? 1 : 0] ?? "";
    case "u":
      return year(time.year, count);
    case "y":
      return year(time.year > 0 ? time.year : 1 - time.year, count);
    case "Y":
      return year(americanWeek(time).weekYear, count);
    case "D":
      return number(time.dayOfYear);
    case "M":
    case "L":
      return count < 3 ? number(time.month) : (named(monthNames, count)[time.month - 1] ?? "");
    case "Q":
    case "q": {
      const quarter = Math.ceil(time.month / 3);
      return count < 3 ? number(quarter) : (quarters(count)[quarter - 1] ?? "");
    }
    case "w":
      return number(americanWeek(time).week);
    case "W":
      return number(americanWeek(time).weekOfMonth);
    case "F":
      return number(((time.day - 1) % 7) + 1);
    case "E":
      return named(dayNames, Math.max(count, 3))[time.weekday - 1] ?? "";
    case "e":
    case "c":
      return count < 3
        ? number(americanWeek(time).dayOfWeek)
        : (named(dayNames, count)[time.weekday - 1] ?? "");
    case "a":
      return time.hour < 12 ? "AM" : "PM";
    case "d":
      return number(time.day);
    case "H":
      return number(time.hour);
    case "k":
      return number(time.hour || 24);
    case "K":
      return number(clock);
    case "h":
      return number(clock || 12);
    case "m":
      return number(time.minute);
    case "s":
      return number(time.second);
    case "S":
      return `${String(time.millisecond).padStart(3, "0")}000000`.slice(0, count);
    case "A":
      return number(milliOfDay);
    case "n":
      return number(time.millisecond * 1_000_000);
    case "N":
      return number(milliOfDay * 1_000_000);
    default:
      return zoneText(letter, count, time.offset, zone, milliseconds);
  }
}

function year(value: number, count: number): string {
  if (count === 2) return String(Math.abs(value) % 100).padStart(2, "0");
  const digits = String(Math.abs(value)).padStart(count, "0");
  if (value < 0) return `-${digits}`;
  return count >= 4 && digits.length > count ? `+${digits}` : digits;
}

function zoneText(letter: string, count: number, offset: number, zone: Zone, milliseconds: number): string {
  if (letter === "V") return zone.id;
  if (letter === "z") return zoneName(zone, count, milliseconds);
  if (letter === "O" || (letter === "Z" && count === 4)) return localized(offset, count === 4);
  if (letter === "Z") return count === 5 ? offsetBy(5, offset, "Z") : offsetBy(2, offset, "+0000");
  return offsetBy(count, offset, letter === "X" ? "Z" : null);
}

/** @param zero what stands for no offset; null: zeros like any other */
function offsetBy(count: number, offset: number, zero: string | null): string {
  if (offset === 0 && zero !== null) return zero;
  const { sign, hh, mm, ss } = offsetParts(offset);
  const colon = count === 3 || count === 5 ? ":" : "";
  if (count === 1) return `${sign}${hh}${mm === "00" ? "" : mm}`;
  const seconds = count >= 4 && ss !== "00" ? `${colon}${ss}` : "";
  return `${sign}${hh}${colon}${mm}${seconds}`;
}

function localized(offset: number, full: boolean): string {
  if (offset === 0) return "GMT";
  const { sign, hours, hh, mm, ss } = offsetParts(offset);
  if (full) return `GMT${sign}${hh}:${mm}${ss === "00" ? "" : `:${ss}`}`;
  return `GMT${sign}${hours}${mm === "00" ? "" : `:${mm}`}`;
}

function zoneName(zone: Zone, count: number, milliseconds: number): string {
  if (zone.region === null) return zone.id;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone.region,
    timeZoneName: count === 4 ? "long" : "short",
  });
  return format.formatToParts(milliseconds).find(({ type }) => type === "timeZoneName")?.value ?? zone.region;
}
