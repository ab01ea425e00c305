/** The part of https://rbuckton.github.io/reflect-metadata/ that the certificate library's dependencies call. */
interface ClassMetadata {
  defineMetadata(key: unknown, value: unknown, target: object): void;
  getOwnMetadata(key: unknown, target: object): unknown;
  getMetadata(key: unknown, target: object): unknown;
}

/**
 * Gives `Reflect` the metadata functions without which the certificate library does not load. Leaves those alone that a
 * program around this one has brought.
 */
export function provideClassMetadata(): void {
  if ("getMetadata" in Reflect) return;
  const all = new WeakMap<object, Map<unknown, unknown>>();
  const own = (key: unknown, target: object) => all.get(target)?.get(key);
  const metadata: ClassMetadata = {
    defineMetadata(key, value, target) {
      const known = all.get(target) ?? new Map<unknown, unknown>();
      all.set(target, known.set(key, value));
    },
    getOwnMetadata: own,
    getMetadata(key, target) {
      for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
        const value = own(key, at);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
  Object.assign(Reflect, metadata);
}
