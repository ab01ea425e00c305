import type { FieldDefinitionNode, ObjectTypeDefinitionNode, TypeNode } from "graphql";
import type { BackendFunction, FunctionOutput, Trigger } from "../../definition/ir.ts";
import { field, objectType } from "./ast/definitions.ts";
import { everybody } from "./ast/directives.ts";
import { listOf, named } from "./ast/types.ts";
import { inputField, outputField } from "./field-nodes.ts";
import { resultName } from "./names.ts";
import { accessText } from "./words/access-text.ts";

type FieldTrigger = Extract<Trigger, { readonly kind: "query" | "mutation" }>;

/** The user's functions that are a field of Query or Mutation. */
export function functionFields(
  functions: readonly BackendFunction[],
  kind: FieldTrigger["kind"],
): FieldDefinitionNode[] {
  return functions.flatMap(({ trigger, access, description }) => {
    if (trigger.kind !== kind) return [];
    const says = [description, accessText(access)].filter((part) => part !== null).join(" ");
    return [
      field(trigger.field, outputType(trigger.field, trigger.output), {
        description: says,
        arguments: trigger.input.map(inputField),
        directives: everybody,
      }),
    ];
  });
}

function outputType(name: string, output: FunctionOutput): TypeNode {
  if (output.kind === "fields") return named(resultName(name));
  if (output.kind === "nothing") return named("Boolean");
  return output.list ? listOf(output.model) : named(output.model);
}

/** The types of what functions give back. */
export function resultTypes(functions: readonly BackendFunction[]): ObjectTypeDefinitionNode[] {
  return functions.flatMap(({ trigger }) => {
    if ((trigger.kind !== "query" && trigger.kind !== "mutation") || trigger.output.kind !== "fields")
      return [];
    return [objectType(resultName(trigger.field), null, trigger.output.fields.map(outputField), everybody)];
  });
}
