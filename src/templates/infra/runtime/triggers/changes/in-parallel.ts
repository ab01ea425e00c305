/**
 * Does the same with many things, a few at a time. Ends when all are done, also where some failed.
 *
 * @param width how many at a time
 * @throws the first error
 */
export async function inParallel<T>(
  things: readonly T[],
  width: number,
  act: (thing: T) => Promise<unknown>,
): Promise<void> {
  const errors: unknown[] = [];
  const queue = things.values();
  const work = async () => {
    for (const thing of queue) await act(thing).catch((error: unknown) => errors.push(error));
  };
  await Promise.all(Array.from({ length: Math.min(width, things.length) }, work));
  if (errors.length > 0) throw errors[0];
}
