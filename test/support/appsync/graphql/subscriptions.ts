import { type DocumentNode, execute, type GraphQLSchema } from "graphql";
import { matchesFilter } from "../../../../src/local/services/appsync/runtime/matches-filter.ts";
import type { Extensions } from "../../../../src/local/services/appsync/runtime/outcome.ts";
import type { SubscriptionFilter } from "../../../../src/local/services/appsync/runtime/subscription-filter.ts";

/** An open subscription; `events` fills as mutations run. */
export interface Subscription {
  readonly filter: SubscriptionFilter | null;
  /** GraphQL results, `{ data }` or with errors. */
  readonly events: unknown[];
  /** False once invalidated or closed. */
  readonly open: boolean;
  close(): void;
}

interface Entry extends Subscription {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly invalidation: SubscriptionFilter | null;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  open: boolean;
}

/** Who listens, and what a mutation's result means to them. */
export class Subscriptions {
  private readonly entries: Entry[] = [];
  private readonly schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  add(from: Pick<Entry, "field" | "args" | "document" | "variables">, extensions: Extensions): Subscription {
    const entry: Entry = {
      ...from,
      filter: extensions.subscriptionFilter,
      invalidation: extensions.invalidationFilter,
      events: [],
      open: true,
      close() {
        this.open = false;
      },
    };
    this.entries.push(entry);
    return entry;
  }

  /** @param result what the mutation's caller got: nothing else can be filtered on or delivered */
  async publish(mutation: string, result: unknown): Promise<void> {
    if (result === null || result === undefined) return;
    for (const entry of this.entries) {
      if (entry.open && this.listensTo(entry.field, mutation) && accepts(entry, result)) {
        entry.events.push(await this.deliver(entry, result));
      }
    }
  }

  invalidate(requests: Extensions["invalidations"]): void {
    for (const { subscriptionField, payload } of requests) {
      for (const entry of this.entries) {
        const { invalidation } = entry;
        if (
          entry.field === subscriptionField &&
          invalidation !== null &&
          matchesFilter(invalidation, payload)
        ) {
          entry.close();
        }
      }
    }
  }

  private listensTo(field: string, mutation: string): boolean {
    const node = this.schema.getSubscriptionType()?.getFields()[field]?.astNode;
    const directive = node?.directives?.find((each) => each.name.value === "aws_subscribe");
    const names = directive?.arguments?.find((each) => each.name.value === "mutations")?.value;
    return (
      names?.kind === "ListValue" && names.values.some((each) => "value" in each && each.value === mutation)
    );
  }

  private async deliver(entry: Entry, result: unknown): Promise<unknown> {
    return await execute({
      schema: this.schema,
      document: entry.document,
      variableValues: entry.variables,
      rootValue: { [entry.field]: result },
    });
  }
}

/** An enhanced filter replaces the default one, which compares each argument with the field of its name. */
function accepts(entry: Entry, result: unknown): boolean {
  if (entry.filter !== null) return matchesFilter(entry.filter, result);
  return Object.entries(entry.args).every(
    ([name, value]) => (result as Record<string, unknown>)[name] === value,
  );
}
