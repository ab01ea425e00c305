/**
 * What a builder of the model language carries: the call it began with and the calls made on it since, as plain data.
 *
 * Builders do nothing else. Everything they say is checked later, all at once and with its place, instead of by an
 * exception at the first mistake.
 */
export interface Chain {
  /** The first call, `text()`. Its identity is kept by every builder made from it: that is how shared types are recognised. */
  readonly root: Call;
  /** `.max(20).unique()`, in the order written. */
  readonly calls: readonly Call[];
}

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

/**
 * The property under which a builder keeps its chain. Registered globally, because the command and the user's files may
 * load two copies of this module.
 */
export const definition: unique symbol = Symbol.for("plinth.definition");

/** A builder. `State` is known to the compiler only: it is how types are inferred without generating code. */
export interface Defined<State = unknown> {
  readonly [definition]: Chain & { readonly state?: State };
}

/**
 * The chain of a value, or null where the value was not made by this language.
 */
export function chainOf(value: unknown): Chain | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, definition)) return null;
  return (value as Defined)[definition];
}

/**
 * Makes the function that starts a chain.
 *
 * @param name of the function, as the user writes it
 * @param methods that may follow, in any order; each returns a new builder and leaves the old one as it was
 */
export function chainStarter(name: string, methods: readonly string[]): (...args: unknown[]) => Defined {
  const prototype: Record<string, unknown> = {};
  const make = (chain: Chain): Defined =>
    Object.freeze(Object.create(prototype, { [definition]: { value: chain, enumerable: true } })) as Defined;
  for (const method of methods) {
    prototype[method] = function (this: Defined, ...args: unknown[]): Defined {
      const { root, calls } = this[definition];
      return make({ root, calls: [...calls, { name: method, args }] });
    };
  }
  return (...args) => make({ root: { name, args }, calls: [] });
}
