import type { ObjectExpression } from "oxc-parser";
import type { FieldSpec } from "../arguments/field-spec.ts";
import type { CodeStyle } from "../print/code-style.ts";
import { print } from "../print/layout.ts";
import { type BuilderName, fieldLayout } from "../print/print-field.ts";
import { insertIntoList } from "./insert-into-list.ts";
import type { SourceFile } from "./source-file.ts";
import type { TextEdit } from "./text-edit.ts";

/** Adds fields after the last one of a model. */
export function insertFields(
  file: SourceFile,
  object: ObjectExpression,
  fields: readonly FieldSpec[],
  builder: BuilderName,
  style: CodeStyle,
): readonly TextEdit[] {
  const list = { file, open: object.start, close: object.end - 1, elements: object.properties };
  const items = fields.map((field) => ({
    after: object.properties.length - 1,
    text: (indentation: string) =>
      print(fieldLayout(field, builder, style), style, indentation, indentation.length, 1),
  }));
  return insertIntoList(list, items, style);
}
