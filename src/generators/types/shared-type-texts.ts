import type { EnumType, ObjectType } from "../../definition/ir.ts";
import { objectInputName } from "../graphql/names.ts";
import { comment } from "./print/comment.ts";
import { identifier } from "./print/identifier.ts";
import { interfaceText } from "./print/interface-text.ts";
import { literalUnion } from "./print/union-text.ts";
import { readProperty, writeProperty } from "./record-properties.ts";

/** `export type InvoiceStatus = "draft" | "sent";` */
export function enumText({ name, values, description }: EnumType): string {
  return `${comment(description)}export type ${identifier(name)} = ${literalUnion(values)};\n`;
}

/** An object as it is read, and as it is written. */
export function objectTexts({ name, fields, description }: ObjectType): string[] {
  return [
    interfaceText(name, description, fields.map(readProperty)),
    interfaceText(objectInputName(name), null, fields.map(writeProperty)),
  ];
}
