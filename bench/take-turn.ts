import { openConnection } from "./dynamodb/connection.ts";

/** What one turn of load has measured. */
export interface Turn {
  /** Requests a second. */
  readonly rate: number;
  /** Median and 95th percentile, in milliseconds. */
  readonly middle: number;
  readonly slow: number;
}

/**
 * Sends requests that are written already over as many kept connections as there are clients, each one after the other.
 *
 * @param milliseconds how long
 */
export async function takeTurn(
  { host, port }: { readonly host: string; readonly port: number },
  requests: readonly Buffer[],
  clients: number,
  milliseconds: number,
): Promise<Turn> {
  const connections = await Promise.all(Array.from({ length: clients }, () => openConnection(host, port)));
  const took: number[] = [];
  const begun = performance.now();
  let number = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() - begun < milliseconds) {
        const from = performance.now();
        number += 1;
        await connection.send(requests[number % requests.length] as Buffer);
        took.push(performance.now() - from);
      }
    }),
  );
  const elapsed = performance.now() - begun;
  for (const connection of connections) connection.close();
  took.sort((a, b) => a - b);
  const at = (part: number) => took[Math.floor(took.length * part)] ?? Number.NaN;
  return { rate: (took.length / elapsed) * 1000, middle: at(0.5), slow: at(0.95) };
}
