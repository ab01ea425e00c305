import fc from "fast-check";
import {
  type BelongsToSpec,
  type FieldSpec,
  type HasSpec,
  type ManyToManySpec,
  noRules,
  type RulesSpec,
  type ValueFieldSpec,
} from "../../../src/authoring/arguments/field-spec.ts";
import type { ModelOptions } from "../../../src/authoring/arguments/option-specs.ts";
import type { ModelSpec } from "../../../src/authoring/arguments/parse-model-arguments.ts";
import type { Json } from "../../../src/definition/ir.ts";

const letters = "abcdefghijklmnopqrstuvwxyz";
const rest = fc.string({ unit: fc.constantFrom(...letters, ..."ABCXYZ0189"), maxLength: 12 });

export const fieldName = fc.tuple(fc.constantFrom(...letters), rest).map(([first, more]) => first + more);
/** No device of Windows begins with X. */
export const modelName = rest.map((more) => `X${more}`);

/** Any text at all, with a liking for what breaks out of literals, arguments and comments. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.constantFrom(
        "`",
        "${",
        "}",
        '"',
        "'",
        "\\",
        "*/",
        "//",
        "<!--",
        "\n",
        "\r\n",
        "\u2028",
        "\u2029",
        "\0",
      ),
      fc.constantFrom(
        ":",
        ",",
        "/",
        "%",
        "=",
        " ",
        "$(x)",
        "\u202e",
        "\ufeff",
        "{{",
        "</script>",
        "; drop table",
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => text.isWellFormed());

const description = fc.option(
  anyText.filter((text) => text !== ""),
  { nil: null },
);
const bounds = (least: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.option(least, { nil: null }), fc.option(least, { nil: null }))
    .map(([a, b]): [number | null, number | null] => (a !== null && b !== null && a > b ? [b, a] : [a, b]));

interface Kind {
  readonly type: ValueFieldSpec["type"];
  readonly value: fc.Arbitrary<Json>;
  readonly rules: fc.Arbitrary<Partial<RulesSpec>>;
  readonly unique: boolean;
  readonly hasDefault: boolean;
}

const none = fc.constant<Partial<RulesSpec>>({});
const lengths = bounds(fc.nat(1000)).map(([minLength, maxLength]) => ({ minLength, maxLength }));
const pattern = fc.constantFrom(null, "[A-Z]+", "a|b", "\\d{2}", '["]', "x/y", "`?", "[$]\\{x\\}");
const integers = fc.integer({ min: -1e9, max: 1e9 });
const decimals = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const numberRules = (value: fc.Arbitrary<number>) => bounds(value).map(([min, max]) => ({ min, max }));
const texts = anyText;

const scalar = (
  name: Extract<ValueFieldSpec["type"], { kind: "scalar" }>["scalar"],
  value: fc.Arbitrary<Json>,
  rules: fc.Arbitrary<Partial<RulesSpec>> = none,
  unique = true,
): Kind => ({ type: { kind: "scalar", scalar: name }, value, rules, unique, hasDefault: true });

const kinds: readonly fc.Arbitrary<Kind>[] = [
  fc.constant(
    scalar(
      "text",
      texts,
      fc.tuple(lengths, pattern).map(([a, b]) => ({ ...a, pattern: b })),
    ),
  ),
  fc.constant(scalar("email", texts, lengths)),
  fc.constant(scalar("id", texts, lengths)),
  fc.constant(scalar("integer", integers, numberRules(integers))),
  fc.constant(scalar("money", integers, numberRules(integers))),
  fc.constant(scalar("decimal", decimals, numberRules(decimals))),
  fc.constant(scalar("boolean", fc.boolean(), none, false)),
  fc.constant(scalar("dateTime", texts)),
  fc.constant(
    scalar(
      "json",
      fc.jsonValue({ stringUnit: "grapheme" }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
      none,
      false,
    ),
  ),
  fc.constant<Kind>({ type: { kind: "file" }, value: texts, rules: none, unique: false, hasDefault: false }),
  fc.uniqueArray(fieldName, { minLength: 1, maxLength: 9 }).map(
    (values): Kind => ({
      type: { kind: "oneOf", values },
      value: fc.constantFrom(...values),
      rules: none,
      unique: true,
      hasDefault: true,
    }),
  ),
  modelName.map(
    (name): Kind => ({
      type: { kind: "named", name },
      value: texts,
      rules: none,
      unique: true,
      hasDefault: true,
    }),
  ),
];

export const valueField: fc.Arbitrary<ValueFieldSpec> = fc.oneof(...kinds).chain((kind) =>
  fc
    .record({
      name: fieldName,
      optional: fc.boolean(),
      list: fc.boolean(),
      unique: fc.boolean(),
      rules: kind.rules,
      items: bounds(fc.nat(50)),
      one: fc.option(kind.value, { nil: null }),
      // A list of one empty text is the one default that the command line cannot say.
      many: fc.option(
        fc.array(
          kind.value.filter((value) => value !== "" && value !== null),
          { maxLength: 3 },
        ),
        { nil: null },
      ),
      description,
    })
    .map(
      ({ name, optional, list, unique, rules, items, one, many, description: text }): ValueFieldSpec => ({
        kind: "value",
        name,
        type: kind.type,
        optional,
        list,
        unique: unique && kind.unique && !list,
        rules: { ...noRules, ...rules, ...(list ? { minItems: items[0], maxItems: items[1] } : {}) },
        default: kind.hasDefault ? (list ? many : one) : null,
        description: text,
      }),
    ),
);

const belongsTo: fc.Arbitrary<BelongsToSpec> = fc
  .record({
    name: fieldName,
    target: modelName,
    optional: fc.boolean(),
    unique: fc.boolean(),
    onDelete: fc.constantFrom(null, "restrict", "cascade", "keep", "setNull"),
    unindexed: fc.boolean(),
    inverse: fc.option(fieldName, { nil: null }),
    description,
  })
  .map(
    (field): BelongsToSpec => ({
      kind: "belongsTo",
      ...field,
      optional: field.optional || field.onDelete === "setNull",
    }),
  );

const has: fc.Arbitrary<HasSpec> = fc.record({
  kind: fc.constantFrom("hasMany", "hasOne"),
  name: fieldName,
  target: modelName,
  via: fc.option(fieldName, { nil: null }),
  description,
});

const manyToMany: fc.Arbitrary<ManyToManySpec> = fc.record({
  kind: fc.constant("manyToMany"),
  name: fieldName,
  target: modelName,
  through: fc.option(modelName, { nil: null }),
  inverse: fc.option(fieldName, { nil: null }),
  description,
});

export const anyField: fc.Arbitrary<FieldSpec> = fc.oneof(
  { arbitrary: valueField, weight: 3 },
  belongsTo,
  has,
  manyToMany,
);

const names = fc.uniqueArray(fieldName, { minLength: 1, maxLength: 3 });
const rule = fc.option(fc.array(names, { maxLength: 3 }), { nil: null });

const options: fc.Arbitrary<ModelOptions> = fc.record({
  indexes: fc.array(
    fc.record({
      name: fieldName.map((name) => `by${name}`),
      hash: names,
      sort: fc.uniqueArray(fieldName, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  uniques: fc.array(fc.record({ fields: names }), { maxLength: 2 }),
  access: fc.record({ read: rule, create: rule, update: rule, delete: rule }),
  scope: fc.constantFrom(null, "tenant", "user", "global"),
  softDelete: fc.option(fc.record({ keepDays: fc.integer({ min: 1, max: 3650 }) }), { nil: null }),
  ttl: fc.option(fieldName, { nil: null }),
  shards: fc.option(fc.integer({ min: 2, max: 8 }), { nil: null }),
  dedicated: fc.boolean(),
  plural: fc.option(modelName, { nil: null }),
  description,
});

/** With texts of one column a character, about whose width there are no two opinions. */
export const plainModel: fc.Arbitrary<ModelSpec> = fc.record({
  name: modelName,
  fields: fc.uniqueArray(
    anyField.map((field): FieldSpec => {
      const changed = { ...field, description: field.description && ascii(field.description) };
      return changed.kind === "value" ? { ...changed, default: asciiJson(changed.default) } : changed;
    }),
    { selector: ({ name }) => name, maxLength: 8 },
  ),
  options: options.map((all) => ({ ...all, description: all.description && ascii(all.description) })),
});

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "x");
}

function asciiJson(value: Json): Json {
  if (typeof value === "string") return ascii(value);
  if (typeof value !== "object" || value === null) return value;
  return JSON.parse(ascii(JSON.stringify(value).replace(/\\u[0-9a-f]{4}/g, "x"))) as Json;
}

export const anyModel: fc.Arbitrary<ModelSpec> = fc.record({
  name: modelName,
  fields: fc.uniqueArray(anyField, { selector: ({ name }) => name, maxLength: 8 }),
  options,
});
