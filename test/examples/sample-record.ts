import type { Backend, Field, FieldRules, Model } from "../../src/definition/ir.ts";

/** A value that a field takes, the same for the same number. Null where there is none to be made up: files. */
export function sampleValue(field: Field, backend: Backend, number: number): unknown {
  const value = sampleElement(field, backend, number);
  if (value === null || !field.list) return value;
  return Array.from({ length: Math.max(1, field.rules.minItems ?? 0) }, () => value);
}

function sampleElement(
  { name, type, rules, default: given }: Field,
  backend: Backend,
  number: number,
): unknown {
  switch (type.kind) {
    case "file":
      return null;
    case "enum":
      return backend.enums.find((each) => each.name === type.enum)?.values[0] ?? null;
    case "object": {
      const fields = backend.objects.find((each) => each.name === type.object)?.fields ?? [];
      return Object.fromEntries(fields.map((field) => [field.name, sampleValue(field, backend, number)]));
    }
    case "scalar":
      // Of a pattern only the default is known to match.
      if (rules.pattern !== null && given?.kind === "value") return given.value;
      return sampleScalar(type.scalar, name, rules, number);
  }
}

function sampleScalar(scalar: string, name: string, rules: FieldRules, number: number): unknown {
  const least = rules.min ?? 0;
  switch (scalar) {
    case "text":
    case "id":
      return `${number}${name}`.slice(0, rules.maxLength ?? 40).padEnd(rules.minLength ?? 0, "x");
    case "integer":
    case "money":
      return least + (number % ((rules.max ?? least + 1000) - least + 1));
    case "decimal":
      return Math.min(least + 0.5, rules.max ?? Number.POSITIVE_INFINITY);
    case "boolean":
      return true;
    case "date":
      return "2099-03-31";
    case "time":
      return "09:30:00.000";
    case "dateTime":
      return "2099-03-31T09:30:00.000Z";
    case "email":
      return `${number}${name}@example.com`;
    case "url":
      return `https://example.com/${number}/${name}`;
    case "phone":
      return "+41446681800";
    case "json":
      return '{"sample":true}';
    default:
      throw new Error(`There is no sample of ${scalar}.`);
  }
}

/** The models in an order in which each finds the records it must belong to. */
export function byDependency(models: readonly Model[]): readonly Model[] {
  const ordered: Model[] = [];
  const left = new Map(models.map((model) => [model.name, model]));
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ relations }) =>
      relations.every(
        (relation) => relation.kind !== "belongsTo" || !relation.required || !left.has(relation.target),
      ),
    );
    if (ready.length === 0) throw new Error(`These wait for each other: ${[...left.keys()].join(", ")}.`);
    for (const model of ready) {
      ordered.push(model);
      left.delete(model.name);
    }
  }
  return ordered;
}
