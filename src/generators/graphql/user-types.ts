import type { TypeDefinitionNode } from "graphql";
import type { Backend } from "../../definition/ir.ts";
import { enumType, inputType, objectType } from "./ast/definitions.ts";
import { everybody } from "./ast/directives.ts";
import { inputField, outputField } from "./field-nodes.ts";
import { objectInputName } from "./names.ts";

/** The user's enums and objects, the latter as output and input. */
export function userTypes({ enums, objects }: Backend): TypeDefinitionNode[] {
  return [
    ...enums.map(({ name, description, values }) =>
      enumType(name, description, Object.fromEntries(values.map((value) => [value, null]))),
    ),
    ...objects.flatMap(({ name, description, fields }) => [
      objectType(name, description, fields.map(outputField), everybody),
      inputType(objectInputName(name), description, fields.map(inputField)),
    ]),
  ];
}
