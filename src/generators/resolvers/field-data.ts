import type { Backend, DefaultValue, Field, FieldRules } from "../../definition/ir.ts";

/** A field as `FieldSpec` in `runtime/data/spec.ts` has it: what it does not have is left out. */
export function fieldData(field: Field, backend: Backend): object {
  const { type } = field;
  return {
    name: field.name,
    type: type.kind === "scalar" ? type.scalar : type.kind,
    ...(field.list ? { list: true } : {}),
    ...(field.required ? {} : { optional: true }),
    ...(field.default === null ? {} : { default: defaultData(field.default) }),
    ...rulesData(field.rules),
    ...(type.kind === "object" ? { fields: objectData(type.object, backend) } : {}),
  };
}

function defaultData(value: DefaultValue) {
  return value.kind === "value" ? { value: value.value } : value.kind;
}

function rulesData(rules: FieldRules): object {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== null));
}

function objectData(name: string, backend: Backend): object[] {
  const object = backend.objects.find((each) => each.name === name);
  if (object === undefined) throw new Error(`There is no object ${name}: validate before generating`);
  return object.fields.map((field) => fieldData(field, backend));
}
