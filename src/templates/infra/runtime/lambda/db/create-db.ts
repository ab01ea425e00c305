import type { Caller } from "../caller.ts";
import { lambdaCredentials } from "../credentials.ts";
import { environmentVariable } from "../environment.ts";
import { type Authorize, asNobody, asSystem, asUser } from "./authorize.ts";
import type { Db, ModelTypes, SystemScope } from "./db-types.ts";
import { createModelClient } from "./model-client.ts";
import type { ModelMeta } from "./model-meta.ts";
import { createTransport } from "./transport.ts";

/** Every model of the project, by name. */
export type Models = Readonly<Record<string, ModelMeta>>;

/**
 * The client that a function gets: it goes through the project's API, so that authorization, validation and live
 * updates have one home.
 *
 * @param caller whom it acts as: a user with their own token; the system in the tenant at hand
 */
export function createDb<M extends Readonly<Record<string, ModelTypes>>>(
  models: Models,
  caller: Caller,
): Db<M> {
  return dbWith(models, authorizeAs(caller));
}

function authorizeAs({ kind, token, tenant, actsFor }: Caller): Authorize {
  if (kind === "system") {
    const scope = {
      ...(tenant !== null && { tenantId: tenant.id }),
      ...(actsFor !== null && { userId: actsFor }),
    };
    return asSystem(scope, lambdaCredentials);
  }
  return token === null ? asNobody() : asUser(token);
}

function dbWith<M extends Readonly<Record<string, ModelTypes>>>(models: Models, authorize: Authorize): Db<M> {
  // The address is read at the first call: most invocations of some functions never make one.
  const send: ReturnType<typeof createTransport> = (operation) =>
    createTransport(environmentVariable("PLINTH_GRAPHQL_URL"), authorize)(operation);

  const clients = new Map<string, unknown>();
  const operations = {
    asSystem: (scope: string | SystemScope) =>
      dbWith(models, asSystem(typeof scope === "string" ? { tenantId: scope } : scope, lambdaCredentials)),
    graphql: (document: string, variables: Readonly<Record<string, unknown>> = {}) =>
      send({ name: "graphql", document, variables, repeatable: false }),
  };
  const clientOf = (name: string) => {
    const meta = Object.hasOwn(models, name) ? models[name] : undefined;
    if (meta === undefined) return undefined;
    const client = clients.get(name) ?? createModelClient(meta, send);
    clients.set(name, client);
    return client;
  };
  // A project may have hundreds of models: make a client only of those that are used.
  return new Proxy(operations, {
    get: (target, name) =>
      (typeof name === "string" ? clientOf(name) : undefined) ?? Reflect.get(target, name),
  }) as unknown as Db<M>;
}
