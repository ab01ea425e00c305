import type { InputObjectTypeDefinitionNode, InputValueDefinitionNode } from "graphql";
import type { ManyToMany, Model } from "../../definition/ir.ts";
import { input, inputType } from "./ast/definitions.ts";
import { listOf, required } from "./ast/types.ts";
import { inputField, patchField } from "./field-nodes.ts";
import {
  createInputName,
  deleteInputName,
  linkInputName,
  otherIdsField,
  ownIdField,
  restoreInputName,
  updateInputName,
} from "./names.ts";

/** The inputs of a model's mutations. */
export function writeInputs(model: Model): InputObjectTypeDefinitionNode[] {
  const { name } = model;
  const foreignKeys = model.relations.filter((each) => each.kind === "belongsTo");
  const create = inputType(createInputName(name), null, [
    input("id", "ID", "A ULID of your own; otherwise one is made."),
    ...model.fields.map(inputField),
    ...foreignKeys.map((each) =>
      input(each.foreignKey, each.required ? required("ID") : "ID", each.description),
    ),
  ]);
  const update = inputType(
    updateInputName(name),
    "What is left out stays; null clears. Another version than expected is a Conflict.",
    [
      ...identified,
      ...model.fields.map(patchField),
      ...foreignKeys.map((each) => input(each.foreignKey, "ID")),
    ],
  );
  return [
    create,
    update,
    inputType(deleteInputName(name), null, identified),
    ...(model.softDelete === null ? [] : [inputType(restoreInputName(name), null, identified)]),
    ...linksFrom(model).map((relation) => linkInput(model, relation)),
  ];
}

const identified: readonly InputValueDefinitionNode[] = [
  input("id", required("ID")),
  input("expectedVersion", "Int"),
];

/** The manyToMany relations that are changed from this model: those on its left side. */
export function linksFrom(model: Model): ManyToMany[] {
  return model.relations.filter((each) => each.kind === "manyToMany" && each.side === "left") as ManyToMany[];
}

function linkInput(model: Model, { name, target }: ManyToMany): InputObjectTypeDefinitionNode {
  return inputType(linkInputName(model.name, name), null, [
    input(ownIdField(model.name), required("ID")),
    input(otherIdsField(target), required(listOf("ID"))),
  ]);
}
