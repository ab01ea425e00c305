import { type Place, type Report, wholeFile } from "../finding.ts";
import type { Backend } from "../ir.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";
import { objectMembers, schemaTypeNames } from "../reserved-names.ts";
import { type GeneratedName, generatedNames, type Owner } from "./generated-names.ts";

/** Names that would stand twice in the schema, and models whose files no file system that ignores case can hold. */
export function reportCollisions(draft: DefinitionDraft, backend: Backend, report: Report): void {
  const seen = new Map<string, GeneratedName>();
  for (const each of generatedNames(backend)) {
    const key = `${each.space} ${each.name}`;
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, each);
      if (each.space === "type" && !each.chosen && schemaTypeNames.has(each.name))
        reportTaken(each, draft, report);
      continue;
    }
    if (isSame(each, other)) continue;
    // The name somebody chose is the one to change; of two chosen ones, the later.
    const [wrong, kept] = other.chosen && !each.chosen ? [other, each] : [each, other];
    report(
      placeOf(wrong.owner, draft),
      `${sentence(wrong.what)} and ${kept.what} would both be the ${each.space} "${each.name}".`,
      remedyFor(wrong),
    );
  }
  reportAlike(draft, report);
  reportFunctionWords(draft, report);
}

/** One thing under two of its own names needs no second message: its plural is reported where it is read. */
function isSame(a: GeneratedName, b: GeneratedName): boolean {
  return (
    a.owner.name === b.owner.name &&
    a.owner.kind !== b.owner.kind &&
    [a, b].every(({ owner }) => owner.kind === "model" || owner.kind === "plural")
  );
}

function reportTaken(each: GeneratedName, draft: DefinitionDraft, report: Report): void {
  report(
    placeOf(each.owner, draft),
    `${sentence(each.what)} would be the type "${each.name}", which every schema has.`,
    remedyFor(each),
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function remedyFor({ owner }: GeneratedName): string {
  switch (owner.kind) {
    case "plural":
      return 'Give it another plural: .plural("...").';
    case "link":
      return 'Give the link another name: .through("...").';
    case "function":
      return "Rename the function's folder.";
    case "enum":
    case "object":
      return `Rename it. Where it is written inside a model, export it under a name of its own: export const ${owner.name}Kind = ${owner.kind === "enum" ? "oneOf" : "object"}(...).`;
    default:
      return "Rename one of them.";
  }
}

/** Where to look for something that made a name. */
export function placeOf(owner: Owner, draft: DefinitionDraft): Place {
  const { models, types, functions } = draft;
  switch (owner.kind) {
    case "plural":
      return models.find(({ name }) => name === owner.name)?.pluralPlace ?? draft.configPlace;
    case "enum":
      return types.enums.findLast(({ value }) => value.name === owner.name)?.place ?? draft.configPlace;
    case "object":
      return types.objects.findLast(({ value }) => value.name === owner.name)?.place ?? draft.configPlace;
    case "function":
      return wholeFile(
        functions.find(({ value }) => value.name === owner.name)?.place.file ?? draft.configPlace.file,
      );
    case "link": {
      const relations = models.flatMap((model) =>
        model.relations.filter(({ kind }) => kind === "manyToMany"),
      );
      return (
        (relations.find(({ through }) => through?.name === owner.name) ?? relations[0])?.place ??
        draft.configPlace
      );
    }
    default:
      return models.find(({ name }) => name === owner.name)?.place ?? draft.configPlace;
  }
}

/** Models that differ by case only: their files would be one on macOS and Windows. */
function reportAlike({ models }: DefinitionDraft, report: Report): void {
  const seen = new Map<string, string>();
  for (const { name, place } of models) {
    const key = name.toLowerCase();
    const other = seen.get(key);
    if (other !== undefined && other !== name) {
      report(place, `The model names "${other}" and "${name}" differ by case only.`, "Rename one of them.");
    }
    seen.set(key, name);
  }
}

function reportFunctionWords({ functions }: DefinitionDraft, report: Report): void {
  for (const { value, place } of functions) {
    if (
      (value.trigger.kind === "query" || value.trigger.kind === "mutation") &&
      objectMembers.has(value.trigger.field)
    ) {
      report(
        wholeFile(place.file),
        `The function name "${value.name}" is part of every JavaScript object.`,
        "Rename the function's folder.",
      );
    }
  }
}
