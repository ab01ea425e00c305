import type { Template, TemplateResource } from "../assembly/template.ts";

export interface ResourceCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * How many resources two templates differ in. A nested stack is no resource of its own here: what is in it counts.
 *
 * @param nested before and after, by logical id; only those that differ
 */
export function compareTemplates(
  before: Template,
  after: Template,
  nested: { readonly before: ReadonlyMap<string, Template>; readonly after: ReadonlyMap<string, Template> },
): ResourceCounts {
  const counts = [
    count(before, after),
    ...[...new Set([...nested.before.keys(), ...nested.after.keys()])].map((id) =>
      count(nested.before.get(id) ?? empty, nested.after.get(id) ?? empty),
    ),
  ];
  const sum = (what: keyof ResourceCounts) => counts.reduce((total, each) => total + each[what], 0);
  return { added: sum("added"), changed: sum("changed"), removed: sum("removed") };
}

const empty: Template = { resources: {}, metadata: {} };

function count(before: Template, after: Template): ResourceCounts {
  const [old, next] = [resourcesOf(before), resourcesOf(after)];
  return {
    added: [...next.keys()].filter((id) => !old.has(id)).length,
    changed: [...next].filter(([id, text]) => old.has(id) && old.get(id) !== text).length,
    removed: [...old.keys()].filter((id) => !next.has(id)).length,
  };
}

function resourcesOf({ resources }: Template): ReadonlyMap<string, string> {
  const own = Object.entries(resources).filter(([, { type }]) => type !== "AWS::CloudFormation::Stack");
  return new Map(
    own.map(([id, { type, properties }]: [string, TemplateResource]) => [
      id,
      JSON.stringify([type, properties]),
    ]),
  );
}
