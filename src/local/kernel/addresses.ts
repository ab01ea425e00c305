import type { Store } from "./store.ts";

/** Where the clouds of one state have been reached: a port may be another next time, and what was given out stays. */
export interface Addresses {
  /** The cloud listens there now. */
  listensAt(port: number): void;
  /**
   * An address as it is now.
   *
   * @param text whatever it is: only one that begins with an address that this state's clouds had is changed
   */
  current(text: string): string;
}

const local = /^((?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1)):(\d+)(?=\/|$)/;

export function addresses(store: Store): Addresses {
  const ports = store.collection<true>("kernel.ports");
  let now = 0;
  return {
    listensAt(port) {
      now = port;
      if (ports.get(String(port)) === undefined) ports.put(String(port), true);
    },
    current: (text) =>
      text.replace(local, (address: string, host: string, port: string) =>
        ports.get(port) === undefined ? address : `${host}:${now}`,
      ),
  };
}
