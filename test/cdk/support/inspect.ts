import type { Assembly, Resource, Template } from "./synth.ts";

export interface PlacedResource extends Resource {
  readonly template: string;
  readonly id: string;
}

/** Every resource of every template. */
export function resourcesOf({ templates }: Assembly): PlacedResource[] {
  return Object.entries(templates).flatMap(([template, { Resources }]) =>
    Object.entries(Resources).map(([id, resource]) => ({ template, id, ...resource })),
  );
}

/** The template of a stack: `foundation` or `service`. */
export function stackTemplate({ templates }: Assembly, kind: "foundation" | "service"): Template {
  const found = Object.entries(templates).find(([name]) => name.endsWith(`-${kind}.template.json`));
  if (found === undefined) throw new Error(`There is no ${kind} template.`);
  return found[1];
}

/** How many resources of each type there are. */
export function countTypes(resources: Iterable<Resource>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { Type } of resources) counts[Type] = (counts[Type] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** Every policy statement anywhere in a resource: roles, policies, keys, buckets, queues, topics. */
export function statementsOf(value: unknown): Statement[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(statementsOf);
  const own = isStatement(value) ? [value] : [];
  return [...own, ...Object.values(value).flatMap(statementsOf)];
}

function isStatement(value: object): value is Statement {
  return "Effect" in value && "Action" in value;
}
