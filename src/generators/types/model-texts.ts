import type { Model } from "../../definition/ir.ts";
import { createInputName, filterName, updateInputName } from "../graphql/names.ts";
import { filterProperties } from "./filter-properties.ts";
import { getType, listType } from "./lookup-types.ts";
import { comment } from "./print/comment.ts";
import { identifier } from "./print/identifier.ts";
import { interfaceText, propertyLines } from "./print/interface-text.ts";
import { createProperties, recordProperties, updateProperties } from "./record-properties.ts";

/** The exported types of a model: its record, and what its operations take. */
export function modelTexts(model: Model): string[] {
  const { name, description } = model;
  return [
    interfaceText(name, description, recordProperties(model)),
    interfaceText(createInputName(name), null, createProperties(model)),
    interfaceText(updateInputName(name), "What is left out stays; null clears.", updateProperties(model)),
    interfaceText(filterName(name), null, filterProperties(model)),
  ];
}

/** `export type Models`: what `db` can do with each model. */
export function modelsText(models: readonly Model[]): string {
  const entries = models.map((model) => {
    const { name, softDelete } = model;
    const types = propertyLines(
      [
        { name: "record", type: identifier(name) },
        { name: "create", type: createInputName(name) },
        { name: "update", type: updateInputName(name) },
        { name: "get", type: getType(model, 2) },
        { name: "list", type: listType(model, 2) },
        { name: "softDelete", type: `${softDelete !== null}` },
      ],
      2,
    );
    return `  readonly ${name}: {\n${types}  };\n`;
  });
  return `${comment("What db can do with each model.")}export type Models = {\n${entries.join("")}};\n`;
}
