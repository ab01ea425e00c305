import type { FieldDefinitionNode } from "graphql";
import type { Model } from "../../definition/ir.ts";
import { field, input } from "./ast/definitions.ts";
import { everybody } from "./ast/directives.ts";
import { required } from "./ast/types.ts";
import { uniqueArgument } from "./key-inputs.ts";
import { pageArguments } from "./model-types.ts";
import { getField, keyInputName, listField, pageName } from "./names.ts";
import { accessText } from "./words/access-text.ts";

/** `getInvoice` and `listInvoices`. */
export function modelQueries(model: Model): FieldDefinitionNode[] {
  const { name, plural, indexes, uniques } = model;
  const who = accessText(model.access.read);
  return [
    field(getField(name), name, {
      description: uniques.length === 0 ? who : `${who} Exactly one argument.`,
      arguments: [
        input("id", uniques.length === 0 ? required("ID") : "ID"),
        ...uniques.map((unique) => uniqueArgument(model, unique)),
      ],
      directives: everybody,
    }),
    field(listField(plural), required(pageName(name)), {
      description: `${who} ${orderText(indexes.length)}`,
      arguments: [
        ...indexes.map((index) => input(index.name, keyInputName(name, index.name))),
        ...pageArguments(name),
      ],
      directives: everybody,
    }),
  ];
}

const orderText = (indexes: number): string =>
  indexes === 0 ? "By time of creation." : "At most one by...; else by time of creation.";
