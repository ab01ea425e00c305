import type { FieldDefinitionNode, InputValueDefinitionNode, TypeNode } from "graphql";
import type { Field } from "../../definition/ir.ts";
import { field, input } from "./ast/definitions.ts";
import { listOf, named, required } from "./ast/types.ts";
import { outputName } from "./kinds.ts";
import { objectInputName } from "./names.ts";
import { withRules } from "./words/rule-text.ts";

/** A stored field as read. */
export function outputField(of: Field): FieldDefinitionNode {
  return field(of.name, wrap(outputName(of.type), of.list, of.required), { description: of.description });
}

/** A field as written: required unless optional or defaulted; the description says its rules. */
export function inputField(of: Field): InputValueDefinitionNode {
  return input(of.name, wrap(inputName(of), of.list, of.required && of.default === null), withRules(of));
}

/** A field of an update: always optional. Rules are told at the create input. */
export function patchField(of: Field): InputValueDefinitionNode {
  return input(of.name, wrap(inputName(of), of.list, false));
}

function inputName({ type }: Field): string {
  if (type.kind === "object") return objectInputName(type.object);
  return type.kind === "file" ? "FileInput" : outputName(type);
}

function wrap(name: string, list: boolean, isRequired: boolean): TypeNode {
  const inner = list ? listOf(name) : named(name);
  return isRequired ? required(inner) : inner;
}
