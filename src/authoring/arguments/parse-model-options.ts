import type { Scope } from "../../definition/ir.ts";
import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import { checkName } from "../names/check-name.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import { type AccessAction, type AccessSpec, accessActions, type ModelOptions } from "./option-specs.ts";
import { parseAccessOption } from "./parse-access-option.ts";
import { parseIndexOption, parseUniqueOption } from "./parse-index-option.ts";

/** The options of `add-model` as typed. A missing one means the language's default. */
export interface ModelOptionTexts {
  readonly indexes?: readonly string[] | undefined;
  readonly uniques?: readonly string[] | undefined;
  readonly access?: Readonly<Partial<Record<AccessAction, string | undefined>>> | undefined;
  readonly scope?: string | undefined;
  /** For how many days deleted records can be restored. */
  readonly softDelete?: string | undefined;
  readonly ttl?: string | undefined;
  readonly shards?: string | undefined;
  readonly dedicated?: boolean | undefined;
  readonly plural?: string | undefined;
  readonly description?: string | undefined;
}

/** Reads all options of a model; every problem in every one is reported. */
export function parseModelOptions(texts: ModelOptionTexts): Parsed<ModelOptions> {
  const problems: ArgumentProblem[] = [];
  const take = <T>(parsed: Parsed<T>): T[] => {
    if (parsed.ok) return [parsed.value];
    problems.push(...parsed.problems);
    return [];
  };
  const access: Record<AccessAction, AccessSpec | null> = {
    read: null,
    create: null,
    update: null,
    delete: null,
  };
  for (const action of accessActions) {
    const text = texts.access?.[action];
    if (text !== undefined) access[action] = take(parseAccessOption(text, `--${action}`))[0] ?? null;
  }
  const indexes = (texts.indexes ?? []).flatMap((text) => take(parseIndexOption(text)));
  const twice = indexes.find((index, i) => indexes.findIndex((other) => other.name === index.name) < i);
  if (twice !== undefined) {
    problems.push({
      code: "INDEX_TWICE",
      argument: `--index ${twice.name}`,
      column: 1,
      message: `two indexes are called ${quoted(twice.name)}.`,
      remedy: "Give one of them another name.",
    });
  }
  const value: ModelOptions = {
    indexes,
    uniques: (texts.uniques ?? []).flatMap((text) => take(parseUniqueOption(text))),
    access,
    scope: texts.scope === undefined ? null : (take(parseScope(texts.scope))[0] ?? null),
    softDelete: texts.softDelete === undefined ? null : (take(parseSoftDelete(texts.softDelete))[0] ?? null),
    ttl: texts.ttl === undefined ? null : (take(parseTtl(texts.ttl))[0] ?? null),
    shards: texts.shards === undefined ? null : (take(parseWhole("--shards", texts.shards, 2, 8))[0] ?? null),
    dedicated: texts.dedicated ?? false,
    plural: texts.plural === undefined ? null : (take(parsePlural(texts.plural))[0] ?? null),
    description: texts.description ?? null,
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}

function parseSoftDelete(text: string): Parsed<{ readonly keepDays: number }> {
  const days = parseWhole("--soft-delete", text, 1, 3650);
  return days.ok ? { ok: true, value: { keepDays: days.value } } : days;
}

const scopes: readonly Scope[] = ["tenant", "user", "global"];

function parseScope(text: string): Parsed<Scope> {
  const scope = scopes.find((name) => name === text);
  if (scope !== undefined) return { ok: true, value: scope };
  const near = closest(text, scopes);
  return failed(
    "SCOPE_UNKNOWN",
    "--scope",
    text,
    `there is no scope ${quoted(text)}.`,
    near === null
      ? "Write tenant (a tenant's data), user (one user's data) or global (everybody's)."
      : `Did you mean \`--scope ${near}\`?`,
  );
}

function parseTtl(text: string): Parsed<string> {
  const problem = checkName("field", text, `--ttl ${text}`, "--ttl ".length);
  return problem === null ? { ok: true, value: text } : { ok: false, problems: [problem] };
}

function parsePlural(text: string): Parsed<string> {
  const problem = checkName("model", text, `--plural ${text}`, "--plural ".length);
  return problem === null ? { ok: true, value: text } : { ok: false, problems: [problem] };
}

function parseWhole(flag: string, text: string, least: number, most: number): Parsed<number> {
  const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return { ok: true, value };
  return failed(
    "OPTION_NUMBER_WRONG",
    flag,
    text,
    `${quoted(text)} is not a whole number from ${least} to ${most}.`,
    `Write one, for instance \`${flag} ${Math.min(most, 30)}\`.`,
  );
}

function failed(code: string, flag: string, text: string, message: string, remedy: string): Parsed<never> {
  const argument = `${flag} ${text}`;
  return { ok: false, problems: [{ code, argument, column: flag.length + 2, message, remedy }] };
}
