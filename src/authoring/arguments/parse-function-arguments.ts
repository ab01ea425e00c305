import type { ChangeKind, HttpMethod, SignInEvent } from "../../definition/ir.ts";
import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import { checkName } from "../names/check-name.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import type { FunctionSpec, TriggerSpec } from "./function-spec.ts";
import {
  type FunctionTexts,
  flagOf,
  optionTriggers,
  type TriggerKind,
  triggers,
  triggerWords,
} from "./function-texts.ts";
import { parseAccessOption } from "./parse-access-option.ts";
import { parseFunctionFields, parseReturns } from "./parse-function-fields.ts";
import { itemsOf } from "./segments.ts";
import { unescapeValue } from "./value-escapes.ts";

/** Collects what is wrong while options are read. */
export interface OptionReader {
  readonly texts: FunctionTexts;
  readonly problems: ArgumentProblem[];
  /** Reports a problem of an option's value. */
  wrong(option: keyof FunctionTexts, code: string, message: string, remedy: string): void;
  take<T>(parsed: Parsed<T>): T | null;
}

/** Reads a whole `add-function` command line; every problem of every option is reported at once. */
export function parseFunctionArguments(name: string, texts: FunctionTexts): Parsed<FunctionSpec> {
  const problems: ArgumentProblem[] = [];
  const nameProblem = checkName("function", name, name, 0);
  if (nameProblem !== null) problems.push(nameProblem);
  const reader: OptionReader = {
    texts,
    problems,
    wrong: (option, code, message, remedy) => {
      const argument = `${flagOf(option)} ${String(texts[option] ?? "")}`.trim();
      problems.push({ code, argument, column: 1, message, remedy });
    },
    take: (parsed) => {
      if (parsed.ok) return parsed.value;
      problems.push(...parsed.problems);
      return null;
    },
  };
  const kind = readTriggerWord(reader);
  if (kind !== null) refuseOtherOptions(kind, reader);
  const trigger = kind === null ? null : readTrigger(kind, reader);
  const { access, description } = texts;
  const value = {
    name,
    access: access === undefined ? null : reader.take(parseAccessOption(access, "--access")),
    secrets: readSecrets(reader),
    environment: readEnvironment(reader),
    timeoutSeconds: readWhole("timeout", 1, 900, reader),
    memoryMb: readWhole("memory", 128, 10240, reader),
    description: description ?? null,
  };
  return problems.length > 0 || trigger === null
    ? { ok: false, problems }
    : { ok: true, value: { ...value, trigger } };
}

function readTriggerWord({ texts, wrong }: OptionReader): TriggerKind | null {
  const word = triggerWords.find((one) => one === texts.trigger || triggers[one] === texts.trigger);
  if (word !== undefined) return triggers[word];
  const near = closest(texts.trigger, triggerWords);
  wrong(
    "trigger",
    "TRIGGER_UNKNOWN",
    `there is no trigger ${quoted(texts.trigger)}.`,
    near === null ? `Write one of ${triggerWords.join(", ")}.` : `Did you mean \`--trigger ${near}\`?`,
  );
  return null;
}

function refuseOtherOptions(kind: TriggerKind, { texts, wrong }: OptionReader): void {
  for (const [option, kinds] of Object.entries(optionTriggers) as [
    keyof FunctionTexts,
    readonly TriggerKind[],
  ][]) {
    const text = texts[option];
    const given = Array.isArray(text) ? text.length > 0 : text !== undefined;
    if (!given || kinds.includes(kind)) continue;
    const words = triggerWords.filter((word) => kinds.includes(triggers[word]));
    wrong(
      option,
      "OPTION_NOT_FOR_TRIGGER",
      `${flagOf(option)} means nothing for a function of this kind.`,
      `Leave it out; it goes with \`--trigger ${words.join("` or `--trigger ")}\`.`,
    );
  }
}

function readTrigger(kind: TriggerKind, reader: OptionReader): TriggerSpec | null {
  const { texts } = reader;
  switch (kind) {
    case "query":
    case "mutation": {
      const input = reader.take(parseFunctionFields(texts.input ?? [], "--input"));
      const returns = reader.take(parseReturns(texts.returns ?? []));
      return input === null || returns === null ? null : { kind, input, returns };
    }
    case "http": {
      const method = oneOf("method", methods, texts.method?.toUpperCase() ?? "POST", reader);
      const path = required("path", "/webhooks/stripe", reader);
      return method === null || path === null ? null : { kind, method, path };
    }
    case "schedule":
      return readSchedule(reader);
    case "modelChange": {
      const model = required("model", "Invoice", reader);
      const on =
        texts.on === undefined
          ? []
          : itemsOf(texts.on, 0).map(({ raw }) => oneOf("on", changes, raw, reader));
      if (model === null) return null;
      const problem = checkName("model", model, `--model ${model}`, "--model ".length);
      if (problem !== null) reader.problems.push(problem);
      const known = changes.filter((change) => on.includes(change));
      return problem === null ? { kind, model, on: known } : null;
    }
    case "fileUpload":
      return { kind, prefix: texts.prefix ?? null };
    case "signIn": {
      const text = required("event", "preSignUp", reader);
      const event = text === null ? null : oneOf("event", signInEvents, text, reader);
      return event === null ? null : { kind, event };
    }
  }
}

const methods: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const changes: readonly ChangeKind[] = ["created", "updated", "deleted"];
const signInEvents: readonly SignInEvent[] = [
  "preSignUp",
  "postConfirmation",
  "postAuthentication",
  "customMessage",
];

function readSchedule(reader: OptionReader): TriggerSpec | null {
  const { texts, wrong } = reader;
  const { every, cron, timezone } = texts;
  if ((every === undefined) === (cron === undefined)) {
    wrong(
      every === undefined ? "every" : "cron",
      every === undefined ? "OPTION_MISSING" : "SCHEDULE_TWICE",
      every === undefined ? "when the function runs is missing." : "both --every and --cron are given.",
      "Write one of them: `--every 1-hour`, or `--cron '0 6 * * ? *'` with `--timezone Europe/Zurich`.",
    );
    return null;
  }
  if (every !== undefined) {
    // `1-hour` needs no quotes in any shell.
    const match = /^(\d+)[ -]?(minute|hour|day)s?$/.exec(every.trim());
    const count = Number(match?.[1]);
    if (match !== null && count > 0)
      return { kind: "schedule", every: `${count} ${match[2]}${count === 1 ? "" : "s"}` };
    wrong(
      "every",
      "EVERY_WRONG",
      `${quoted(every)} is not a span of time.`,
      "Write `15-minutes`, `1-hour` or `7-days`.",
    );
    return null;
  }
  const text = unescapeValue(cron ?? "");
  if (text.ok && text.text.trim() !== "")
    return { kind: "schedule", cron: text.text.trim(), timezone: timezone ?? null };
  wrong(
    "cron",
    "CRON_WRONG",
    `${quoted(cron)} is not a cron expression.`,
    "Write six fields in quotes: `--cron '0 6 * * ? *'`.",
  );
  return null;
}

function required(
  option: "path" | "model" | "event",
  example: string,
  { texts, wrong }: OptionReader,
): string | null {
  const text = texts[option];
  if (text !== undefined && text !== "") return text;
  wrong(
    option,
    "OPTION_MISSING",
    "this trigger needs it, and it is missing.",
    `Write it, for instance \`${flagOf(option)} ${example}\`.`,
  );
  return null;
}

function oneOf<T extends string>(
  option: keyof FunctionTexts,
  known: readonly T[],
  text: string,
  { wrong }: OptionReader,
): T | null {
  const value = known.find((one) => one === text);
  if (value !== undefined) return value;
  const near = closest(text, known);
  wrong(
    option,
    "OPTION_UNKNOWN_VALUE",
    `${quoted(text)} is not known here.`,
    near === null ? `Write one of ${known.join(", ")}.` : `Did you mean \`${near}\`?`,
  );
  return null;
}

function readSecrets({ texts, wrong }: OptionReader): readonly string[] {
  const names = (texts.secrets ?? []).flatMap((text) => itemsOf(text, 0).map(({ raw }) => raw));
  for (const name of names) {
    if (/^[A-Z][A-Z0-9_]{0,63}$/.test(name)) continue;
    wrong(
      "secrets",
      "SECRET_NAME_WRONG",
      `${quoted(name)} cannot be a secret's name.`,
      "Write it like STRIPE_KEY. Its value is set later, never here.",
    );
  }
  return [...new Set(names)];
}

function readEnvironment({ texts, wrong }: OptionReader): FunctionSpec["environment"] {
  return (texts.environment ?? []).flatMap((text): [string, string][] => {
    const match = /^([A-Za-z][A-Za-z0-9_]{0,63})=(.*)$/s.exec(text);
    if (match !== null) return [[match[1] ?? "", match[2] ?? ""]];
    wrong(
      "environment",
      "ENVIRONMENT_WRONG",
      `${quoted(text)} is not a variable with a value.`,
      "Write `--env LOG_LEVEL=debug`.",
    );
    return [];
  });
}

function readWhole(
  option: "timeout" | "memory",
  least: number,
  most: number,
  { texts, wrong }: OptionReader,
): number | null {
  const text = texts[option];
  if (text === undefined) return null;
  const value = /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  const unit = option === "timeout" ? "seconds" : "megabytes";
  wrong(
    option,
    "OPTION_NUMBER_WRONG",
    `${quoted(text)} is not a number of ${unit} from ${least} to ${most}.`,
    `Write \`${flagOf(option)} ${option === "timeout" ? 10 : 512}\`.`,
  );
  return null;
}
