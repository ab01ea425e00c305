import { type Place, type Report, within } from "../finding.ts";
import type { Access, AccessRule, Principal, Scope } from "../ir.ts";
import { type Chain, chainOf } from "../language/chain.ts";
import { relationMethods } from "../language/relations.ts";
import { closest } from "../words/did-you-mean.ts";
import { pluralOf } from "../words/plural-of.ts";
import { quoted } from "../words/quoted.ts";
import type { IndexDraft, ModelDraft, RelationDraft, UniqueDraft } from "./drafts.ts";
import { checkRecordName, checkTypeName } from "./names.ts";
import { readAccess } from "./read-access.ts";
import { type ReadField, readField } from "./read-field.ts";
import { readIndex, readNames } from "./read-index.ts";
import { readRelation } from "./read-relation.ts";
import { type PlacedCall, placedCalls } from "./read-rules.ts";
import type { Types } from "./types.ts";
import { isInteger, isPlainObject, readDescription, readOptions } from "./values.ts";

const mostFields = 200;

export interface ModelContext {
  readonly types: Types;
  /** Null where the configuration could not be read. */
  readonly roles: readonly string[] | null;
  /** The name under which a model is exported. */
  readonly modelNameOf: (value: unknown) => string | null;
  readonly report: Report;
}

/**
 * One model from its builder.
 *
 * @param name of the export
 */
export function readModel(name: string, chain: Chain, place: Place, context: ModelContext): ModelDraft {
  const { report } = context;
  checkTypeName(name, "model", place, report);
  const calls = placedCalls(chain.calls, place);
  const last = (method: string): PlacedCall | undefined => calls.findLast(({ call }) => call.name === method);
  const every = (method: string): readonly PlacedCall[] => calls.filter(({ call }) => call.name === method);
  const scope = readScope(last("scope"), report);
  const described = last("describe");
  const ttl = last("ttl");
  return {
    name,
    ...readPlural(name, last("plural"), place, report),
    scope,
    description:
      described === undefined
        ? null
        : readDescription(described.call.args[0] ?? null, described.place, report),
    place,
    ...readShape(name, chain, place, context),
    indexes: every("index")
      .map((call) => readIndex(call, report))
      .filter((index): index is IndexDraft => index !== null),
    uniques: every("unique").flatMap(({ call, place: at }): UniqueDraft[] => {
      const names = readNames(call.args[0], ".unique()", at, report);
      if (names?.length === 0) report(at, ".unique() names no field.", 'Name at least one: ["number"].');
      return names === null || names.length === 0 ? [] : [{ names, place: at }];
    }),
    access: readModelAccess(last("access"), scope, context),
    softDelete: readSoftDelete(last("softDelete"), report),
    ttl: ttl === undefined ? null : readTtl(ttl, report),
    shards: readShards(last("shards"), report),
    dedicated: last("dedicated") !== undefined,
  };
}

function readShape(
  name: string,
  chain: Chain,
  place: Place,
  context: ModelContext,
): { fields: readonly ReadField[]; relations: readonly RelationDraft[]; names: ReadonlySet<string> } {
  const { report } = context;
  const [shape] = chain.root.args;
  const fields: ReadField[] = [];
  const relations: RelationDraft[] = [];
  const names = new Set<string>();
  if (
    chainOf(shape) === null &&
    typeof shape === "object" &&
    shape !== null &&
    !isPlainObject(shape) &&
    !Array.isArray(shape)
  ) {
    report(place, `The field name "__proto__" is part of every JavaScript object.`, "Choose another name.");
    return { fields, relations, names };
  }
  if (chainOf(shape) !== null || !isPlainObject(shape)) {
    report(place, `model() takes the fields, not ${quoted(shape)}.`, "Write model({ name: text() }).");
    return { fields, relations, names };
  }
  const entries = Object.entries(shape);
  if (entries.length === 0)
    report(place, `The model "${name}" has no fields.`, "Write at least one: model({ name: text() }).");
  if (entries.length > mostFields) {
    report(
      place,
      `The model "${name}" has ${entries.length} fields; at most ${mostFields} are allowed.`,
      "Group some with object(), or split the model.",
    );
  }
  for (const [key, value] of entries) {
    const at = within(place, { property: key });
    names.add(key);
    const usable = checkRecordName(key, at, report);
    const inner = chainOf(value);
    if (inner !== null && inner.root.name in relationMethods) {
      const relation = readRelation(key, inner, context.modelNameOf, at, report);
      if (relation !== null && usable) relations.push(relation);
    } else {
      const field = readField(key, value, at, {
        where: "model",
        owner: name,
        types: context.types,
        report,
        depth: 0,
      });
      if (field !== null && usable) fields.push(field);
    }
  }
  return { fields, relations, names };
}

function readScope(given: PlacedCall | undefined, report: Report): Scope {
  const value = given?.call.args[0];
  if (given === undefined || value === "tenant" || value === "user" || value === "global")
    return (value as Scope | undefined) ?? "tenant";
  const near = typeof value === "string" ? closest(value, ["tenant", "user", "global"]) : null;
  report(
    given.place,
    `.scope() does not know ${quoted(value)}.`,
    near === null ? 'Write "tenant", "user" or "global".' : `Did you mean "${near}"?`,
  );
  return "tenant";
}

function readPlural(
  name: string,
  given: PlacedCall | undefined,
  place: Place,
  report: Report,
): { plural: string; pluralPlace: Place } {
  if (given !== undefined) {
    const [value] = given.call.args;
    if (typeof value === "string") {
      checkTypeName(value, "plural", given.place, report);
      if (value === name)
        report(
          given.place,
          `The plural of "${name}" is the same word.`,
          `Write .plural("${name}Items"), for instance.`,
        );
      return { plural: value, pluralPlace: given.place };
    }
    report(
      given.place,
      `.plural() takes a name, not ${quoted(value)}.`,
      `Write .plural("${pluralOf(name) ?? `${name}Items`}").`,
    );
  }
  const plural = pluralOf(name);
  if (plural === null && given === undefined && /^[A-Z][A-Za-z0-9]*$/.test(name) && name.length <= 50) {
    report(
      place,
      `"${name}" has no plural of its own, and lists need one.`,
      `Add .plural("${name}Items") to the model, or another plural.`,
    );
  }
  return { plural: plural ?? `${name}Items`, pluralPlace: place };
}

const operations = ["read", "create", "update", "delete"] as const;

function readModelAccess(given: PlacedCall | undefined, scope: Scope, context: ModelContext): Access {
  const byDefault: Principal = scope === "user" ? { kind: "creator" } : { kind: "role", role: "member" };
  const rules: Record<(typeof operations)[number], AccessRule> =
    scope === "global"
      ? { read: [[{ kind: "signedIn" }]], create: [], update: [], delete: [] }
      : { read: [[byDefault]], create: [[byDefault]], update: [[byDefault]], delete: [[byDefault]] };
  if (given === undefined) return rules;
  const inputs = readOptions(given.call.args[0], operations, ".access()", given.place, context.report);
  for (const operation of operations) {
    const value = inputs?.[operation];
    if (value === undefined) continue;
    const place = within(given.place, { property: operation });
    rules[operation] = readAccess(value, context.roles, ["creator", "signedIn"], place, context.report);
    const role = rules[operation].flat().find((principal) => principal.kind === "role");
    if (scope === "global" && operation !== "read" && role?.kind === "role") {
      context.report(
        place,
        `The model is global and "${role.role}" of any tenant could ${operation} its records.`,
        'Write [] (only the system writes), or make the model .scope("tenant").',
      );
    }
  }
  return rules;
}

function readSoftDelete(given: PlacedCall | undefined, report: Report): { keepDays: number } | null {
  if (given === undefined) return null;
  const options = readOptions(given.call.args[0], ["keepDays"], ".softDelete()", given.place, report);
  if (options === null) return null;
  if (isInteger(options.keepDays, 1, 3650)) return { keepDays: options.keepDays };
  report(
    given.place,
    `keepDays is a number of days from 1 to 3650, not ${quoted(options.keepDays)}.`,
    "Write .softDelete({ keepDays: 30 }).",
  );
  return null;
}

function readTtl({ call, place }: PlacedCall, report: Report): { field: string; place: Place } | null {
  const [field] = call.args;
  if (typeof field === "string") return { field, place };
  report(
    place,
    `.ttl() takes the name of a dateTime field, not ${quoted(field)}.`,
    'Write .ttl("expiresAt").',
  );
  return null;
}

function readShards(given: PlacedCall | undefined, report: Report): number {
  if (given === undefined) return 1;
  const [count] = given.call.args;
  if (isInteger(count, 1, 8)) return count;
  report(
    given.place,
    `.shards() takes a whole number from 1 to 8, not ${quoted(count)}.`,
    "Write .shards(4), or leave it out.",
  );
  return 1;
}
