import type { FieldDefinitionNode } from "graphql";
import type { Backend, Model } from "../../definition/ir.ts";
import { field, input } from "./ast/definitions.ts";
import { everybody, system } from "./ast/directives.ts";
import { required } from "./ast/types.ts";
import {
  createField,
  createInputName,
  deleteField,
  deleteInputName,
  linkField,
  linkInputName,
  restoreField,
  restoreInputName,
  unlinkField,
  updateField,
  updateInputName,
} from "./names.ts";
import { accessText, createText } from "./words/access-text.ts";
import { linksFrom } from "./write-inputs.ts";

const taking = (name: string, type: string, inputName: string, description: string): FieldDefinitionNode =>
  field(name, type, { description, arguments: [input("input", required(inputName))], directives: everybody });

/** Everything that changes records of a model. */
export function modelMutations(model: Model): FieldDefinitionNode[] {
  const { name, access, softDelete } = model;
  const kept = softDelete === null ? "" : ` Can be restored for ${softDelete.keepDays} days.`;
  return [
    taking(createField(name), name, createInputName(name), createText(model)),
    taking(updateField(name), name, updateInputName(name), accessText(access.update)),
    taking(deleteField(name), name, deleteInputName(name), accessText(access.delete) + kept),
    ...(softDelete === null
      ? []
      : [taking(restoreField(name), name, restoreInputName(name), accessText(access.delete))]),
    ...linksFrom(model).flatMap((relation) => {
      const input = linkInputName(name, relation.name);
      const who = accessText(access.update);
      return [
        taking(linkField(name, relation.name), "Boolean", input, who),
        taking(unlinkField(name, relation.name), "Boolean", input, who),
      ];
    }),
  ];
}

/** The mutations that belong to no model. */
export function platformMutations(backend: Backend): FieldDefinitionNode[] {
  return [
    ...(hasFiles(backend) ? [upload] : []),
    field("disconnect", "Boolean", {
      description:
        "Ends the live updates of a tenant or a user. Five subscription fields a call: true while there are more.",
      arguments: [input("input", required("Disconnect"))],
      directives: system,
    }),
  ];
}

const upload = field("createUpload", required("Upload"), {
  description: "Allowed: anyone signed in. The first step of storing a file; then send its bytes to the url.",
  arguments: [input("input", required("UploadCreate"))],
  directives: everybody,
});

/** Does anything in the backend store files? */
export function hasFiles({ models, objects, functions }: Backend): boolean {
  return (
    [...models, ...objects].some(({ fields }) => fields.some(({ type }) => type.kind === "file")) ||
    functions.some(({ trigger }) => trigger.kind === "fileUpload")
  );
}
