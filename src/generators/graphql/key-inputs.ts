import type { InputObjectTypeDefinitionNode, InputValueDefinitionNode } from "graphql";
import type { Index, Model, Unique } from "../../definition/ir.ts";
import { input, inputType } from "./ast/definitions.ts";
import { required } from "./ast/types.ts";
import { attributeType, kindOf, outputName } from "./kinds.ts";
import { keyInputName } from "./names.ts";

/** One input for each index, and one for each unique constraint of several fields. */
export function keyInputs(model: Model): InputObjectTypeDefinitionNode[] {
  return [
    ...model.indexes.map((index) => indexInput(model, index)),
    ...model.uniques
      .filter(isCompound)
      .map((unique) =>
        inputType(keyInputName(model.name, unique.name), null, exactFields(model, unique.fields)),
      ),
  ];
}

export const isCompound = (unique: Unique): boolean => unique.fields.length > 1;

function indexInput(model: Model, index: Index): InputObjectTypeDefinitionNode {
  const [first] = index.sort;
  return inputType(keyInputName(model.name, index.name), index.description ?? orderText(index), [
    ...exactFields(model, index.hash),
    ...(first === undefined ? [] : [input(first, rangeName(model, first))]),
  ]);
}

const orderText = ({ sort }: Index): string =>
  `Ordered by ${sort.length === 0 ? "time of creation" : sort.join(", ")}.`;

const exactFields = (model: Model, names: readonly string[]): InputValueDefinitionNode[] =>
  names.map((name) => input(name, required(outputName(attributeType(model, name)))));

/** Enums are ordered by name, as texts. */
function rangeName(model: Model, attribute: string): string {
  return `${kindOf(attributeType(model, attribute)) ?? "String"}Range`;
}

/** How a unique constraint is named in `get<Model>`: one value as itself, several in an input. */
export function uniqueArgument(model: Model, unique: Unique): InputValueDefinitionNode {
  const [only] = unique.fields;
  if (isCompound(unique) || only === undefined)
    return input(unique.name, keyInputName(model.name, unique.name));
  return input(unique.name, outputName(attributeType(model, only)));
}
