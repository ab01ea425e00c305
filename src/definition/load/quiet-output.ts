/**
 * Sends what a project's own files print to stderr while they are loaded: stdout is for results, and `--json` must stay JSON.
 *
 * @returns whatever `work` gives
 */
export async function withQuietOutput<T>(work: () => Promise<T>): Promise<T> {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}
