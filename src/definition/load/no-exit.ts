/**
 * Keeps a project's own files from ending the process while they are loaded: `plinth generate --check` would end with 0,
 * and a pipeline take that for a pass.
 *
 * @returns whatever `work` gives
 * @throws where a file calls process.exit, from that very line
 */
export async function withoutExit<T>(work: () => Promise<T>): Promise<T> {
  const { exit } = process;
  process.exit = () => {
    throw new Error("it calls process.exit.");
  };
  try {
    return await work();
  } finally {
    process.exit = exit;
  }
}
