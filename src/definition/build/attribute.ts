import type { Field } from "../ir.ts";
import type { ModelDraft } from "../read/drafts.ts";

/** What a name in an index or a constraint stands for: a field of the model, or a relation's foreign key. */
export type Attribute =
  | { readonly kind: "field"; readonly name: string; readonly field: Field }
  | { readonly kind: "foreignKey"; readonly name: string };

/** The stored attribute that a name of the model means; null where there is none (or it was reported already). */
export function attributeOf(model: ModelDraft, name: string): Attribute | null {
  const field = model.fields.find((each) => each.field.name === name)?.field;
  if (field !== undefined) return { kind: "field", name, field };
  const relation = model.relations.find((each) => each.name === name && each.kind === "belongsTo");
  return relation === undefined ? null : { kind: "foreignKey", name: foreignKeyOf(name) };
}

/** The stored attribute of a belongsTo. */
export function foreignKeyOf(relation: string): string {
  return `${relation}Id`;
}

const texts = ["text", "email", "url", "phone", "id"];

/** Whether values of this field are of any length unless something bounds them. */
export function isText(field: Field): boolean {
  return field.type.kind === "scalar" && texts.includes(field.type.scalar);
}

/** Greatest length of a text that stands in a key, where the user gave none. Identifiers are shorter than texts. */
const usualKeyLength = 256;
const usualIdLength = 64;

/** The greatest length that values of a text field have once the field stands in a key. */
export function keyLength(field: Field): number {
  const { default: given, rules } = field;
  const least = given?.kind === "value" && typeof given.value === "string" ? given.value.length : 0;
  const usual = field.type.kind === "scalar" && field.type.scalar === "id" ? usualIdLength : usualKeyLength;
  return rules.maxLength ?? Math.max(usual, rules.minLength ?? 0, least);
}
