/** The answer of an operation with one root field. */
export function only<T>(data: Readonly<Record<string, T>>): T {
  return Object.values(data)[0] as T;
}
