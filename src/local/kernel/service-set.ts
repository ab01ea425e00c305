import type { HttpRequest, RequestHead } from "../protocols/http-message.ts";
import type { ResourceType, Service, ServiceContext, ServiceFactory } from "./service.ts";
import type { Store } from "./store.ts";
import { WireError } from "./wire-error.ts";

/** What must be known of a service while it is not loaded. `test/unit/local/service-entries.test.ts` holds it to the models. */
export interface ServiceEntry {
  /** The folder's name, and the name other services call it by. */
  readonly name: string;
  readonly load: () => Promise<ServiceFactory>;
  /** In credential scopes. */
  readonly signingName: string;
  /** Prefixes of `x-amz-target`. */
  readonly targets?: readonly string[];
  /** `Version` of the query protocol. */
  readonly version?: string;
  /** Beginnings of its tables' names; left out: its own name. */
  readonly tables?: readonly string[];
  /** Requests that are no API calls, and that it answers with nothing in its tables too. */
  readonly pages?: (head: RequestHead) => boolean;
  /** Asks for types of every other service. */
  readonly needsAll?: boolean;
}

/**
 * The services of one cloud. Most runs need a few of them, and a module that is not loaded costs nothing: a service is
 * loaded by its first call, by a request that means it, or at the start where it has something in its tables.
 */
export interface ServiceSet {
  /** In the order of the entries. */
  loaded(): readonly Service[];
  /** Undefined: not loaded, or there is none. */
  named(name: string): Service | undefined;
  /** @throws WireError InternalFailure where there is no such service */
  load(name: string): Promise<Service>;
  /** Loads what a request means; null: that is there already, so that nobody waits for a turn in vain. */
  wake(head: RequestHead): Promise<unknown> | null;
  /** The same for unsigned forms, whose body says what they mean. */
  wakeByForm(request: HttpRequest): Promise<unknown> | null;
  resourceTypes(): ReadonlyMap<string, ResourceType>;
  /** Loads those that have something in their tables. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function serviceSet(
  entries: readonly ServiceEntry[],
  context: ServiceContext,
  changed: () => void,
): ServiceSet {
  const pending = new Map(entries.map((entry) => [entry.name, entry]));
  const loading = new Map<string, Promise<Service>>();
  const byName = new Map<string, Service>();
  /** Targets of services that are loaded. */
  const here = new Set<string>();
  let services: readonly Service[] = [];
  let types: ReadonlyMap<string, ResourceType> = new Map();

  function load(name: string): Promise<Service> {
    const known = loading.get(name);
    if (known !== undefined) return known;
    const entry = pending.get(name);
    if (entry === undefined)
      return Promise.reject(new WireError("InternalFailure", `There is no service ${name}`, 500));
    const promise = open(entry);
    loading.set(name, promise);
    promise.catch(() => loading.delete(name));
    return promise;
  }

  async function open(entry: ServiceEntry): Promise<Service> {
    const others = entries.filter(({ name }) => entry.needsAll && name !== entry.name);
    const [factory] = await Promise.all([entry.load(), ...others.map(({ name }) => load(name))]);
    const service = factory(context);
    byName.set(entry.name, service);
    services = entries.flatMap(({ name }) => byName.get(name) ?? []);
    types = new Map(services.flatMap(({ resources = {} }) => Object.entries(resources)));
    changed();
    await service.start?.();
    pending.delete(entry.name);
    for (const target of entry.targets ?? []) here.add(target);
    return service;
  }

  function wakeWhere(meant: (entry: ServiceEntry) => boolean): Promise<unknown> | null {
    if (pending.size === 0) return null;
    const names = [...pending.values()].filter(meant).map(({ name }) => name);
    return names.length === 0 ? null : Promise.all(names.map(load));
  }

  return {
    loaded: () => services,
    named: (name) => byName.get(name),
    load,
    wake(head) {
      if (pending.size === 0) return null;
      const target = head.headers["x-amz-target"];
      // Most requests: an API call of a service that is there.
      if (target !== undefined && head.path === "/" && here.has(target.slice(0, target.indexOf("."))))
        return null;
      return wakeWhere(meantBy(head));
    },
    wakeByForm({ headers, body }) {
      if (pending.size === 0 || body === null || headers["authorization"] !== undefined) return null;
      if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return null;
      const version = /(?:^|&)Version=([0-9-]+)/.exec(Buffer.from(body).toString("latin1"))?.[1];
      return version === undefined ? null : wakeWhere((entry) => entry.version === version);
    },
    resourceTypes: () => types,

    async start() {
      const used = usedTables(context.store);
      await wakeWhere(({ name, tables = [`${name}.`, `${name}_`] }) =>
        used.some((table) => tables.some((start) => table.startsWith(start))),
      );
    },

    async stop() {
      await Promise.allSettled(loading.values());
      for (const service of services.toReversed()) await service.stop?.();
    },
  };
}

/** Which entries a request means, by what is signed over and read first: a header, the credential scope, the path. */
function meantBy(head: RequestHead): (entry: ServiceEntry) => boolean {
  const target = head.headers["x-amz-target"]?.split(".")[0];
  const credential = head.headers["authorization"] ?? head.query.get("X-Amz-Credential") ?? "";
  const scope = /\/([a-z0-9-]+)\/aws4_request/.exec(credential)?.[1];
  return ({ signingName, targets = [], pages }) =>
    (target === undefined ? scope === signingName : targets.includes(target)) || pages?.(head) === true;
}

function usedTables({ database }: Store): string[] {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  return tables
    .map(({ name }) => String(name))
    .filter((name) => {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      return database.prepare(`SELECT EXISTS (SELECT 1 FROM ${quoted}) AS used`).get()?.["used"] === 1;
    });
}
