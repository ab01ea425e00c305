import { keyLength } from "../build/attribute.ts";
import type { Place, Report } from "../finding.ts";
import type { Backend, EnumType, Model } from "../ir.ts";
import { slotCount } from "../lock.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";

/** DynamoDB, "Quotas": bytes of a partition key and of a sort key. */
const partitionKeyBytes = 2048;
const sortKeyBytes = 1024;
/** UTF-8 takes at most three bytes for what JavaScript counts as one character; escapes in keys take no more. */
const bytesPerCharacter = 3;
/** `T#<tenant>#` with the longest tenant id or user id, `.<revision>`, `#<shard>`. */
const prefixBytes = 80;
/** A foreign key or an id: a ULID. */
const idBytes = 26;
/** Any number, date or time. */
const otherBytes = 40;

/** Indexes that no slot is left for, and keys that DynamoDB would refuse for some of the texts that the rules allow. */
export function reportKeyLimits(draft: DefinitionDraft, backend: Backend, report: Report): void {
  const sources = new Map(draft.models.map((model) => [model.name, model]));
  for (const model of backend.models) {
    const source = sources.get(model.name);
    if (source === undefined) continue;
    if (model.indexes.length > slotCount) {
      const implied = model.indexes.filter(({ origin }) => origin === "relation").length;
      report(
        source.place,
        `"${model.name}" has ${model.indexes.length} indexes (${implied} of them for relations); at most ${slotCount} are allowed.`,
        "Remove some, or add .unindexed() to relations that nothing lists by.",
      );
    }
    const size = sizer(model, backend.enums);
    for (const { name, hash, sort } of model.indexes) {
      const place = source.indexes.find((index) => index.name === name)?.place ?? source.place;
      check(
        place,
        `The index "${name}"`,
        size(hash) + overhead(model.name, name),
        partitionKeyBytes,
        hash,
        report,
      );
      check(place, `The order of the index "${name}"`, size(sort) + idBytes + 1, sortKeyBytes, sort, report);
    }
    for (const { name, fields } of model.uniques) {
      const place = source.uniques.find(
        ({ names }) =>
          names.length === fields.length && fields.every((field, i) => field.startsWith(names[i] ?? "")),
      )?.place;
      check(
        place ?? placeOfField(source, fields[0]),
        `The unique constraint "${name}"`,
        size(fields) + overhead(model.name, name),
        partitionKeyBytes,
        fields,
        report,
      );
    }
  }
}

function placeOfField(source: DefinitionDraft["models"][number], name: string | undefined): Place {
  return source.fields.find(({ field }) => field.name === name)?.place ?? source.place;
}

function overhead(model: string, index: string): number {
  return prefixBytes + model.length + index.length;
}

function check(
  place: Place,
  what: string,
  bytes: number,
  most: number,
  names: readonly string[],
  report: Report,
): void {
  if (bytes <= most) return;
  report(
    place,
    `${what} could need ${bytes} bytes in a key; DynamoDB takes ${most}.`,
    `Give the texts in it a smaller .max(): ${names.join(", ")}.`,
  );
}

/** Greatest number of bytes that the values of these attributes take in a key, separators included. */
function sizer(model: Model, enums: readonly EnumType[]): (names: readonly string[]) => number {
  return (names) =>
    names.reduce((sum, name) => {
      const field = model.fields.find((each) => each.name === name);
      return sum + 1 + (field === undefined ? idBytes : bytesOf(field, enums));
    }, 0);
}

function bytesOf(field: Model["fields"][number], enums: readonly EnumType[]): number {
  const { type } = field;
  if (type.kind === "enum")
    return Math.max(
      0,
      ...(enums.find(({ name }) => name === type.enum)?.values ?? []).map(({ length }) => length),
    );
  return field.rules.maxLength === null ? otherBytes : bytesPerCharacter * keyLength(field);
}
