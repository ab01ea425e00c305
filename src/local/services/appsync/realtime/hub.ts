import { type DocumentNode, execute, type GraphQLSchema } from "graphql";
import type { ApiCaller } from "../auth/caller.ts";
import { mayAccess } from "../auth/field-access.ts";
import type { Engine, Opened } from "../execution/engine.ts";
import { matchesFilter } from "../runtime/matches-filter.ts";
import type { Extensions } from "../runtime/outcome.ts";

/** Somebody who listens. */
export interface Subscriber {
  readonly apiId: string;
  readonly opened: Opened;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: ApiCaller;
  /** Equal for subscribers who get equal answers. */
  readonly question: string;
  /** @param payload JSON of `{data, errors}`, shared by all subscribers who asked alike */
  deliver(payload: string): void;
  /** Invalidated: the connection closes. */
  disconnect(): void;
}

/** Who listens to which field of which API, and what a mutation's answer means to them. */
export function subscriptionHub() {
  const listeners = new Map<string, Set<Subscriber>>();
  const keyOf = (apiId: string, field: string) => `${apiId}/${field}`;

  return {
    add(subscriber: Subscriber): void {
      const key = keyOf(subscriber.apiId, subscriber.opened.field);
      const all = listeners.get(key) ?? new Set();
      all.add(subscriber);
      listeners.set(key, all);
    },

    remove(subscriber: Subscriber): void {
      listeners.get(keyOf(subscriber.apiId, subscriber.opened.field))?.delete(subscriber);
    },

    /** @param result what the mutation's caller got: nothing else can be filtered on or delivered */
    async publish(apiId: string, engine: Engine, mutation: string, result: unknown): Promise<void> {
      if (result === null || result === undefined) return;
      for (const field of subscribedTo(engine.schema, mutation)) {
        const ready = new Map<string, string>();
        for (const each of listeners.get(keyOf(apiId, field)) ?? []) {
          if (!accepts(each.opened, result)) continue;
          let payload = ready.get(each.question);
          if (payload === undefined) {
            payload = await projected(engine, each, result);
            ready.set(each.question, payload);
          }
          each.deliver(payload);
        }
      }
    },

    invalidate(apiId: string, requests: Extensions["invalidations"]): void {
      for (const { subscriptionField, payload } of requests) {
        for (const each of listeners.get(keyOf(apiId, subscriptionField)) ?? []) {
          const filter = each.opened.extensions?.invalidationFilter;
          if (filter && matchesFilter(filter, payload)) each.disconnect();
        }
      }
    },
  };
}

/** @returns what all subscribers have in common who get equal answers */
export function questionOf(
  text: string,
  variables: unknown,
  { mode, groups, deniedFields }: Pick<ApiCaller, "mode" | "groups" | "deniedFields">,
): string {
  return JSON.stringify([text, variables, mode, groups, deniedFields]);
}

const listening = new WeakMap<GraphQLSchema, Map<string, readonly string[]>>();

/** The subscription fields that name a mutation in `@aws_subscribe`. */
function subscribedTo(schema: GraphQLSchema, mutation: string): readonly string[] {
  const known = listening.get(schema) ?? new Map<string, readonly string[]>();
  listening.set(schema, known);
  let fields = known.get(mutation);
  if (fields === undefined) {
    fields = fieldsFor(schema, mutation);
    known.set(mutation, fields);
  }
  return fields;
}

function fieldsFor(schema: GraphQLSchema, mutation: string): string[] {
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    .filter(({ astNode }) => {
      const directive = astNode?.directives?.find(({ name }) => name.value === "aws_subscribe");
      const names = directive?.arguments?.find(({ name }) => name.value === "mutations")?.value;
      const values = names?.kind === "ListValue" ? names.values : names === undefined ? [] : [names];
      return values.some((each) => each.kind === "StringValue" && each.value === mutation);
    })
    .map(({ name }) => name);
}

/** An enhanced filter replaces the default one, which compares each argument with the field of its name. */
function accepts({ args, extensions }: Opened, result: unknown): boolean {
  if (extensions?.subscriptionFilter) return matchesFilter(extensions.subscriptionFilter, result);
  return Object.entries(args).every(
    ([name, value]) => ((result as Record<string, unknown>)[name] ?? null) === value,
  );
}

async function projected(engine: Engine, subscriber: Subscriber, result: unknown): Promise<string> {
  const answer = await execute({
    schema: engine.delivery,
    document: subscriber.document,
    variableValues: subscriber.variables,
    rootValue: { [subscriber.opened.field]: result },
    fieldResolver: (source, _args, _context, info) =>
      mayAccess(subscriber.caller, engine.defaultMode, info)
        ? (source as Record<string, unknown> | null)?.[info.fieldName]
        : null,
  });
  const errors = (answer.errors ?? []).map(({ message, path }) => ({ message, path }));
  return JSON.stringify({ data: answer.data ?? null, ...(errors.length > 0 && { errors }) });
}
