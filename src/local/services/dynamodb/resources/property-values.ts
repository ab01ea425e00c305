/** Members that are numbers, or true and false, whatever a template writes them as. */
const numbers = /(?:CapacityUnits|RequestUnits|UnitsPerSecond|InDays)$/;

/** CloudFormation turns "5" and "true" into what a property wants; its users rely on it. */
export function asNumbers(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((element) => asNumbers(element, name));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asNumbers(inner, key)]));
  }
  if (typeof value !== "string") return value;
  if (numbers.test(name)) return Number(value);
  if (/Enabled$/.test(name) && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** Do two properties say the same? Whatever the order of their members; undefined members do not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
