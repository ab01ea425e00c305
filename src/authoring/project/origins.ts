import { accessActions, type ModelOptions } from "../arguments/option-specs.ts";
import type { ModelSpec } from "../arguments/parse-model-arguments.ts";
import type { Declaration } from "../edit/find-declarations.ts";
import type { ModelDraft } from "../relations/model-draft.ts";

/** Which argument of the command line a piece of a file stands for. */
export interface Origin {
  /** The file, relative to the project. */
  readonly path: string;
  /** The model in it, or `default` for a function. */
  readonly model: string;
  /** Narrower than the whole model: a field, or one inside of it, or the nth call (from 0) of a method, or a property of it. */
  readonly field?: string;
  readonly inner?: string;
  readonly call?: string;
  readonly nth?: number;
  readonly property?: string;
  readonly argument: string;
}

/** Options that are one call on the model, and their flags. */
const optionCalls = {
  scope: ["scope", "--scope"],
  softDelete: ["softDelete", "--soft-delete"],
  ttl: ["ttl", "--ttl"],
  shards: ["shards", "--shards"],
  plural: ["plural", "--plural"],
  description: ["describe", "--description"],
} as const satisfies Partial<Record<keyof ModelOptions, readonly [string, string]>>;

/**
 * Where everything comes from that `add-model` puts into files.
 *
 * @param existing the model before, or null for a new one
 * @param path of the file the model is in
 * @param drafts every model that something is added to
 */
export function originsOf(
  spec: ModelSpec,
  existing: Declaration | null,
  path: string,
  drafts: readonly ModelDraft[],
): readonly Origin[] {
  const { options, name: model } = spec;
  const before = (name: string) => existing?.chain?.calls.filter((call) => call.name === name).length ?? 0;
  const origins: Origin[] = drafts.flatMap((draft) =>
    [...draft.causes].map(([field, argument]) => ({
      path: draft.declaration?.file.path ?? path,
      model: draft.name,
      field,
      argument,
    })),
  );
  options.indexes.forEach(({ name }, i) => {
    origins.push({ path, model, call: "index", nth: before("index") + i, argument: `--index ${name}` });
  });
  options.uniques.forEach(({ fields }, i) => {
    const argument = `--unique ${fields.join(",")}`;
    origins.push({ path, model, call: "unique", nth: before("unique") + i, argument });
  });
  if (existing !== null) return origins;
  for (const [option, [call, argument]] of Object.entries(optionCalls)) {
    const value = options[option as keyof typeof optionCalls];
    if (value !== null) origins.push({ path, model, call, nth: 0, argument });
  }
  if (options.dedicated) origins.push({ path, model, call: "dedicated", nth: 0, argument: "--dedicated" });
  for (const property of accessActions) {
    if (options.access[property] === null) continue;
    origins.push({ path, model, call: "access", nth: 0, property, argument: `--${property}` });
  }
  return [...origins, { path, model, argument: model }];
}
