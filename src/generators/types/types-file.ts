import type { Backend } from "../../definition/ir.ts";
import { printLiteral } from "../print-literal.ts";
import { modelMeta } from "./model-meta.ts";
import { modelsText, modelTexts } from "./model-texts.ts";
import { comment } from "./print/comment.ts";
import { enumText, objectTexts } from "./shared-type-texts.ts";

/**
 * The text of `infra/types.gen.ts`. The user's names stand in it as they are, so everything else is reached through
 * `runtime`: no name of a user can hide it.
 */
export function typesFile(backend: Backend): string {
  const meta = Object.fromEntries(backend.models.map((model) => [model.name, modelMeta(model, backend)]));
  const models = `${comment("What db has to know of each model.")}export const models = ${printLiteral(meta)} satisfies {
  readonly [name: string]: runtime.ModelMeta;
};
`;
  return [
    'import type * as runtime from "./runtime/lambda/types.ts";\n',
    ...backend.enums.map(enumText),
    ...backend.objects.flatMap(objectTexts),
    ...backend.models.flatMap(modelTexts),
    modelsText(backend.models),
    models,
  ].join("\n");
}
