import type { Connection } from "./connection.ts";

/** What all of AWS's clients are made with. A client takes no notice of what it does not know. */
interface ClientSettings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: Connection["credentials"] & object;
  readonly maxAttempts: number;
  readonly forcePathStyle: boolean;
  readonly disableHostPrefix: boolean;
}

type Client = { destroy(): void };
type ClientClass<C extends Client> = new (settings: ClientSettings) => C;

const clients = new WeakMap<Connection, Map<ClientClass<Client>, Client>>();

/**
 * The client of a service over a connection: the same each time, so that sockets are used again.
 *
 * @param type the client's class from the official SDK: `S3Client`
 */
export function clientOf<C extends Client>(connection: Connection, type: ClientClass<C>): C {
  const known = clients.get(connection) ?? new Map<ClientClass<Client>, Client>();
  clients.set(connection, known);
  const found = known.get(type);
  if (found instanceof type) return found;
  const client = new type(settings(connection));
  known.set(type, client);
  return client;
}

/** Closes the sockets of a connection's clients: a process that has them open does not end. */
export function closeConnection(connection: Connection): void {
  for (const client of clients.get(connection)?.values() ?? []) client.destroy();
  clients.delete(connection);
}

function settings({ region, endpoint, credentials }: Connection): ClientSettings {
  return {
    region,
    ...(endpoint !== null && { endpoint }),
    ...(credentials !== null && { credentials }),
    maxAttempts: 5,
    // Names as a part of the host (a bucket's, a stream's) do not resolve where one host serves everything.
    forcePathStyle: endpoint !== null || process.env["AWS_ENDPOINT_URL"] !== undefined,
    disableHostPrefix: endpoint !== null || process.env["AWS_ENDPOINT_URL"] !== undefined,
  };
}
