/** Does the work for each of many, so many at a time. The first failure ends it, once what had begun is over. */
export async function inParallel<T>(
  all: readonly T[],
  width: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const open = [...all].reverse();
  let failed = false;
  const worker = async () => {
    for (let next = open.pop(); next !== undefined && !failed; next = open.pop()) {
      try {
        await work(next);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(width, all.length) }, worker));
  const rejected = ends.find((end) => end.status === "rejected");
  if (rejected !== undefined) throw rejected.reason;
}
