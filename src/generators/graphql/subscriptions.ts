import type { FieldDefinitionNode } from "graphql";
import type { Model } from "../../definition/ir.ts";
import { field, input } from "./ast/definitions.ts";
import { everybody, subscribeTo } from "./ast/directives.ts";
import { createField, deleteField, restoreField, subscriptionField, updateField } from "./names.ts";
import { accessText } from "./words/access-text.ts";

/** `onInvoiceChanged` */
export function modelSubscription({ name, access, softDelete }: Model): FieldDefinitionNode {
  const mutations = [
    createField(name),
    updateField(name),
    deleteField(name),
    ...(softDelete === null ? [] : [restoreField(name)]),
  ];
  return field(subscriptionField(name), name, {
    description: `${accessText(access.read)} Carries what the mutation selected.`,
    arguments: [input("id", "ID")],
    directives: [subscribeTo(mutations), ...everybody],
  });
}
