import fc from "fast-check";
import type { ResolverApi } from "../../templates/infra/runtime/resolvers/resolver-api.ts";
import { models } from "./backfill-world.ts";

/** One thing that somebody does to one of a few records, through the API. */
export interface Change {
  readonly kind: "create" | "update" | "delete" | "restore";
  readonly model: (typeof models)[number];
  /** Which of the records. */
  readonly number: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Few records and few values, so that they meet. */
const records = 5;

const values = fc.record(
  {
    title: fc.constantFrom("one", "two # three", "four!"),
    state: fc.option(fc.constantFrom("open", "done", "a#b c")),
    rank: fc.option(fc.integer({ min: -3, max: 3 })),
    score: fc.option(fc.constantFrom(-1.5, 0, 0.25, 1e21)),
    urgent: fc.option(fc.boolean()),
    code: fc.option(fc.constantFrom("a", "b", "c", "d e", "%#")),
    until: fc.option(fc.constantFrom("2090-01-01T00:00:00.000Z", "2091-06-01T12:30:00.500Z")),
  },
  { requiredKeys: [] },
);

export const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("create", "create", "update", "update", "delete", "restore"),
  model: fc.constantFrom("Task", ...models),
  number: fc.nat({ max: records - 1 }),
  values,
});

/** @returns whether it was done; refusals for what the API is there to refuse are no failures */
export async function make(api: ResolverApi, tenant: string, change: Change): Promise<boolean> {
  const { kind, model, number } = change;
  if (kind === "restore" && model !== "Task") return false;
  // Its last character decides the shard.
  const id = `01J${"0".repeat(22)}${"0123456789"[number]}`;
  const input = {
    create: { title: "untitled", ...change.values, id },
    update: { ...change.values, id },
    delete: { id },
    restore: { id },
  }[kind];
  const name = `${kind}${model}`;
  const type = `${model}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const { errors } = await api
    .as({ sub: "ada", tenantId: tenant, roles: [] })
    .query(`mutation ($input: ${type}!) { ${name}(input: $input) { id } }`, { input });
  const [error] = errors;
  if (error === undefined) return true;
  if (["AlreadyExists", "NotFound", "Conflict"].includes(error.errorType ?? "")) return false;
  throw new Error(JSON.stringify(errors));
}

/** Makes the same changes to both, and leaves out what the first of them refuses. */
export async function makeAll(
  apis: readonly [ResolverApi, ResolverApi],
  tenant: string,
  changes: readonly Change[],
): Promise<void> {
  for (const change of changes) {
    if (await make(apis[0], tenant, change)) await make(apis[1], tenant, change);
  }
}
