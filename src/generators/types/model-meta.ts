import type { Backend, Field, Model } from "../../definition/ir.ts";
import { attributeType, outputName } from "../graphql/kinds.ts";
import { keyInputName } from "../graphql/names.ts";

/** The values of `models` in `infra/types.gen.ts`: see `ModelMeta` in runtime/lambda/db. */
export function modelMeta(model: Model, backend: Backend) {
  return {
    name: model.name,
    plural: model.plural,
    selection: selectionOf(model, backend),
    uniques: Object.fromEntries(
      model.uniques.map(({ name, fields: [first = "", ...rest] }) => [
        name,
        rest.length > 0 ? keyInputName(model.name, name) : outputName(attributeType(model, first)),
      ]),
    ),
    indexes: Object.fromEntries(model.indexes.map(({ name }) => [name, keyInputName(model.name, name)])),
    json: jsonPaths(model.fields, backend),
    softDelete: model.softDelete !== null,
  };
}

/** Everything stored: subscribers see, and are filtered by, what the mutation selected. A file's URL is for one caller. */
function selectionOf(model: Model, backend: Backend): string {
  return [
    "id",
    ...(model.scope === "tenant" ? ["tenantId"] : []),
    ...model.fields.map((field) => fieldSelection(field, backend)),
    ...model.relations.flatMap((each) => (each.kind === "belongsTo" ? [each.foreignKey] : [])),
    "createdAt",
    "updatedAt",
    "createdBy",
    "version",
    ...(model.softDelete === null ? [] : ["deletedAt"]),
  ].join(" ");
}

function fieldSelection({ name, type }: Field, backend: Backend): string {
  if (type.kind === "file") return `${name} { key name size contentType }`;
  if (type.kind !== "object") return name;
  const inner = fieldsOf(type.object, backend).map((field) => fieldSelection(field, backend));
  return `${name} { ${inner.join(" ")} }`;
}

function jsonPaths(fields: readonly Field[], backend: Backend): string[][] {
  return fields.flatMap(({ name, type, list }) => {
    if (type.kind === "scalar" && type.scalar === "json") return [list ? [name, "*"] : [name]];
    if (type.kind !== "object") return [];
    return jsonPaths(fieldsOf(type.object, backend), backend).map((path) => [name, ...path]);
  });
}

function fieldsOf(object: string, backend: Backend): readonly Field[] {
  const found = backend.objects.find(({ name }) => name === object);
  if (found === undefined) throw new Error(`There is no object ${object}: validate before generating`);
  return found.fields;
}
