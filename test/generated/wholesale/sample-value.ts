import { deflateRawSync } from "node:zlib";
import type { Backend, Field, FieldType } from "../../../src/definition/ir.ts";

/** Texts that match the project's patterns, each another one for another number. */
const patterns: Readonly<Record<string, (n: number) => string>> = {
  "[A-Z]{2}": (n) => letter(Math.floor(n / 26)) + letter(n),
  "[0-9A-Z -]+": (n) => `CH-${n}`,
  "[0-9]{8,14}": (n) => `${10_000_000 + n}`,
};

/**
 * A value that a field accepts.
 *
 * @param n another number gives another value, as far as the field's rules have room
 * @param fileKey of an uploaded file
 */
export function sampleValue(backend: Backend, field: Field, n: number, fileKey: string): unknown {
  if (!field.list) return sampleElement(backend, field, field.type, n, fileKey);
  return [n, n + 1].map((each) => sampleElement(backend, field, field.type, each, fileKey));
}

function sampleElement(backend: Backend, field: Field, type: FieldType, n: number, key: string): unknown {
  if (type.kind === "enum") {
    const values = backend.enums.find(({ name }) => name === type.enum)?.values ?? [];
    return values[n % values.length];
  }
  if (type.kind === "object") {
    const fields = backend.objects.find(({ name }) => name === type.object)?.fields ?? [];
    return Object.fromEntries(fields.map((each) => [each.name, sampleValue(backend, each, n, key)]));
  }
  if (type.kind === "file") return { key, name: `file ${n}.txt`, size: n, contentType: "text/plain" };
  return sampleScalar(field, type.scalar, n);
}

function sampleScalar({ name, rules }: Field, scalar: string, n: number): unknown {
  const two = (value: number) => `${value}`.padStart(2, "0");
  const day = `2026-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;
  switch (scalar) {
    case "integer":
    case "money": {
      const low = rules.min ?? 0;
      const room = rules.max === null ? 1_000_000 : rules.max - low + 1;
      return low + (n % room);
    }
    case "decimal": {
      const low = rules.min ?? 0;
      return rules.max === null ? low + n + 0.25 : low + ((n % 100) / 100) * (rules.max - low);
    }
    case "boolean":
      return n % 2 === 0;
    case "date":
      return day;
    case "time":
      return `${two(n % 24)}:${two(n % 60)}:30.000`;
    case "dateTime":
      // Far enough away that nothing expires.
      return `${day.replace("2026", "2096")}T${two(n % 24)}:${two(n % 60)}:00.000Z`;
    case "email":
      return `${name}.${n}@example.com`;
    case "url":
      return `https://example.com/${n}`;
    case "phone":
      return `+41446681${`${n % 1000}`.padStart(3, "0")}`;
    case "json":
      return JSON.stringify({ n, packed: deflateRawSync(name).toString("base64") });
    default:
      return sampleText(name, rules, n);
  }
}

function sampleText(name: string, { minLength, maxLength, pattern }: Field["rules"], n: number): string {
  if (pattern !== null) {
    const make = patterns[pattern];
    if (make === undefined) throw new Error(`There is no sample for the pattern ${pattern}`);
    return make(n);
  }
  const room = maxLength ?? 200;
  const number = `${n}`.padStart(Math.min(3, room), "0");
  const text = `${name.slice(0, Math.max(0, room - number.length - 1))} ${number}`.trim().slice(-room);
  return text.padEnd(minLength ?? 1, "x");
}

function letter(n: number): string {
  return String.fromCharCode(65 + (n % 26));
}
