import { type Place, type Report, wholeFile, within } from "../finding.ts";
import type { App } from "../ir.ts";
import { type Call, type Chain, chainOf } from "../language/chain.ts";
import { deviceNames } from "../reserved-names.ts";
import { toKebab } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import type { FunctionDraft, ModelDraft } from "./drafts.ts";
import type { Loaded, LoadedFile, LoadedFunction } from "./loaded.ts";
import { placeholder, readConfig } from "./read-config.ts";
import { readEnum } from "./read-enum.ts";
import { readObject } from "./read-field.ts";
import { readFunction, triggerNames } from "./read-function.ts";
import { type ModelContext, readModel } from "./read-model.ts";
import { emptyTypes, type Types } from "./types.ts";
import { readDescription } from "./values.ts";

/** Everything the files say, each thing with its place, before one is compared with another. */
export interface DefinitionDraft {
  readonly app: App;
  readonly configPlace: Place;
  readonly models: readonly ModelDraft[];
  readonly types: Types;
  readonly functions: readonly FunctionDraft[];
  readonly broken: ReadonlySet<string>;
}

interface Export {
  readonly name: string;
  readonly chain: Chain;
  readonly place: Place;
}

/** Reads what the project's files export. Problems are reported; what cannot be understood is left out. */
export function readDefinition(loaded: Loaded, report: Report): DefinitionDraft {
  const configPlace = within(wholeFile("plinth.config.ts"), { export: "default" });
  const config = loaded.config === null ? null : defaultExport(loaded.config, ["defineConfig"], report);
  const app = readConfig(config === null ? placeholder : config.root.args[0], configPlace, report);
  const exports = distinct(
    loaded.models.flatMap((file) => exportsOf(file, report)),
    report,
  );
  const models = exports.filter(({ chain }) => chain.root.name === "model");
  const context: ModelContext = {
    types: readShared(exports, report),
    roles: config === null ? null : app.roles,
    modelNameOf: nameOf(models),
    report,
  };
  return {
    app,
    configPlace,
    models: models.map(({ name, chain, place }) => readModel(name, chain, place, context)),
    types: context.types,
    functions: loaded.functions.flatMap((file) => readFunctionFile(file, context)),
    broken: loaded.broken,
  };
}

function nameOf(models: readonly Export[]): (value: unknown) => string | null {
  const names = new Map<Call, string>(models.map(({ name, chain }) => [chain.root, name]));
  return (value) => {
    const root = chainOf(value)?.root;
    return root === undefined ? null : (names.get(root) ?? null);
  };
}

/** The chain that a file exports by default. */
function defaultExport(
  { file, exports }: LoadedFile,
  expected: readonly string[],
  report: Report,
): Chain | null {
  const chain = chainOf(exports.default);
  if (chain !== null && expected.includes(chain.root.name)) return chain;
  const example = expected.length === 1 ? `${expected[0]}({ ... })` : `one of ${expected.join("(), ")}()`;
  const place = wholeFile(file);
  if (exports.default === undefined) {
    const named = Object.keys(exports).find((name) =>
      expected.includes(chainOf(exports[name])?.root.name ?? ""),
    );
    report(
      named === undefined ? place : within(place, { export: named }),
      "The file has no default export.",
      named === undefined
        ? `Write export default ${example}.`
        : `Write export default instead of export const ${named} =.`,
    );
  } else {
    report(
      within(place, { export: "default" }),
      `The default export is ${chain === null ? quoted(exports.default) : `${chain.root.name}()`}.`,
      `Write export default ${example}.`,
    );
  }
  return null;
}

/** The models and shared types that a file exports. */
function exportsOf({ file, exports }: LoadedFile, report: Report): readonly Export[] {
  const names = Object.keys(exports);
  if (names.length === 0) {
    report(wholeFile(file), "The file exports nothing.", "Write export const Invoice = model({ ... }).");
  }
  return names.flatMap((name): Export[] => {
    const chain = chainOf(exports[name]);
    if (chain === null) return [];
    const place = within(wholeFile(file), { export: name });
    if (chain.root.name !== "model" && chain.root.name !== "oneOf" && chain.root.name !== "object") {
      if (chain.root.name === "defineConfig" || triggerNames.includes(chain.root.name)) {
        report(
          place,
          `${chain.root.name}() does not belong into models/.`,
          chain.root.name === "defineConfig"
            ? "Move it to plinth.config.ts."
            : "Move it to functions/<name>/function.ts.",
        );
      }
      return [];
    }
    if (name !== "default") return [{ name, chain, place }];
    report(
      place,
      "The default export has no name.",
      `Write export const ${chain.root.name === "model" ? "Invoice = model" : "Priority = oneOf"}(...): the name of the export is the name of the ${chain.root.name === "model" ? "model" : "type"}.`,
    );
    return [];
  });
}

/** One export for each name; a thing that another file only passes on is not reported. */
function distinct(exports: readonly Export[], report: Report): readonly Export[] {
  const byName = new Map<string, Export>();
  const byRoot = new Map<Call, Export>();
  for (const each of exports) {
    const named = byName.get(each.name);
    const other = byRoot.get(each.chain.root);
    if (named !== undefined && named.chain.root !== each.chain.root) {
      report(
        each.place,
        `"${each.name}" is exported by ${named.place.file} already.`,
        "Rename or remove one of them.",
      );
    } else if (other !== undefined && other.name !== each.name) {
      report(
        each.place,
        `"${each.name}" and "${other.name}" are the same thing under two names.`,
        "Remove one of them, or write it out again.",
      );
    } else if (named === undefined) {
      byName.set(each.name, each);
      byRoot.set(each.chain.root, each);
    }
  }
  return [...byName.values()];
}

function readShared(exports: readonly Export[], report: Report): Types {
  const shared = exports.filter(({ chain }) => chain.root.name !== "model");
  const types = emptyTypes(new Map(shared.map(({ name, chain }) => [chain.root, name])));
  // Enums first: the fields of objects may have them as defaults.
  for (const kind of ["oneOf", "object"]) {
    for (const { name, chain, place } of shared) {
      if (chain.root.name !== kind) continue;
      const call = chain.calls.findLast((each) => each.name === "describe");
      const description =
        call === undefined
          ? null
          : readDescription(call.args[0] ?? null, within(place, { call: "describe", nth: -1 }), report);
      const context = { where: "object", owner: name, types, report, depth: 0 } as const;
      if (kind === "oneOf") readEnum(name, chain.root, description, place, context);
      else readObject(name, chain.root, description, place, context);
    }
  }
  return types;
}

function readFunctionFile(loaded: LoadedFunction, context: ModelContext): readonly FunctionDraft[] {
  const { name, file } = loaded;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 50) {
    const better = toKebab(name).slice(0, 50).replace(/-+$/, "") || "send-invoice";
    context.report(
      wholeFile(file),
      `The folder name ${quoted(name)} is not kebab-case (a-z, 0-9, single dashes, a letter first) of at most 50 characters.`,
      `Rename the folder to functions/${better}.`,
    );
  }
  if (deviceNames.test(name)) {
    const remedy = `Rename the folder to functions/${name}-function.`;
    context.report(wholeFile(file), `The folder name "${name}" is a device of Windows.`, remedy);
  }
  const chain = defaultExport(loaded, triggerNames, context.report);
  if (chain === null) return [];
  const draft = readFunction(name, chain, within(wholeFile(file), { export: "default" }), context);
  return draft === null ? [] : [draft];
}
