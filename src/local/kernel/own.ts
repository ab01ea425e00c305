/**
 * What a record has under a name that somebody gave: never what every object inherits (`constructor`, `toString`,
 * `__proto__`).
 */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
