import type { Backend, EnumType, Model, Relation } from "../../../src/definition/ir.ts";
import { pluralOf } from "../../../src/definition/words/plural-of.ts";
import { everything } from "./everything.ts";
import { belongsTo, deepFreeze, enumOf, field, hasMany, kebab, model } from "./parts.ts";

const areas =
  "Billing Support Hiring Travel Stock Sales Project Fleet Clinic School Event Legal Asset Survey Payroll Campaign Ticket Lease Kitchen Lab".split(
    " ",
  );
const things = "Account Order Task Request Visit Report Item Plan Review Contact Entry Batch".split(" ");

/** `BillingAccount`, `SupportAccount`, ... : distinct for any position. */
function nameAt(position: number): string {
  const round = Math.floor(position / (areas.length * things.length));
  const area = areas[position % areas.length];
  const thing = things[Math.floor(position / areas.length) % things.length];
  return `${area}${thing}${round === 0 ? "" : round + 1}`;
}

const parentOf = (position: number): number => Math.floor((position - 1) / 3);

function modelAt(position: number, count: number): Model {
  const relations: Relation[] = [];
  if (position > 0)
    relations.push(belongsTo("parent", nameAt(parentOf(position)), { inverse: `children${position}` }));
  if (position > 2) relations.push(belongsTo("related", nameAt(position - 2), { required: false }));
  for (let child = 1; child < count; child++) {
    if (parentOf(child) === position) relations.push(hasMany(`children${child}`, nameAt(child), "parent"));
  }
  const name = nameAt(position);
  return model(name, {
    plural: pluralOf(name) ?? `${name}s`,
    description: `${name} number ${position}.`,
    fields: [
      field("title", "text", { rules: { minLength: 1, maxLength: 120 } }),
      field("code", "text", { rules: { maxLength: 24 } }),
      field("status", enumOf(`${name}Status`), { default: { kind: "value", value: "open" } }),
      field("amount", "money", { required: false }),
      field("score", "decimal", { required: false }),
      field("attempts", "integer", { default: { kind: "value", value: 0 } }),
      field("active", "boolean", { default: { kind: "value", value: true } }),
      field("dueOn", "date", { required: false }),
      field("startsAt", "dateTime", { required: false }),
      field("contact", "email", { required: false }),
      field("tags", "text", { list: true, required: false, rules: { maxLength: 30, maxItems: 10 } }),
      field("notes", "text", { required: false }),
    ],
    relations,
    indexes: [
      { name: "byDueOn", hash: ["active"], sort: ["dueOn"], origin: "declared" as const, description: null },
      ...(position > 0
        ? [{ name: "byParent", hash: ["parentId"], sort: [], origin: "relation" as const, description: null }]
        : []),
      ...(position > 2
        ? [
            {
              name: "byRelated",
              hash: ["relatedId"],
              sort: [],
              origin: "relation" as const,
              description: null,
            },
          ]
        : []),
      {
        name: "byStatus",
        hash: ["status"],
        sort: ["amount"],
        origin: "declared" as const,
        description: null,
      },
    ],
    uniques: [{ name: "byCode", fields: ["code"] }],
    softDelete: position % 4 === 3 ? { keepDays: 30 } : null,
  });
}

const statusOf = (name: string): EnumType => ({
  name: `${name}Status`,
  values: ["open", "waiting", "done"],
  description: null,
  source: { file: `models/${kebab(name)}.ts` },
});

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

/**
 * A backend of `count` realistic models: 12 fields, about 3 relations, 2 declared indexes, a unique and an enum each.
 * The first n models of a bigger backend are those of a smaller one, except for the hasMany sides that point to new ones.
 */
export function syntheticBackend(count: number): Backend {
  const models = Array.from({ length: count }, (_, position) => modelAt(position, count)).toSorted(byName);
  return deepFreeze({
    app: everything.app,
    enums: models.map((each) => statusOf(each.name)).toSorted(byName),
    objects: [],
    models,
    functions: [],
  });
}
