import { type Place, type Report, within } from "../finding.ts";
import type { AccessRule, BackendFunction, ChangeKind, HttpMethod, SignInEvent, Trigger } from "../ir.ts";
import { type Chain, chainOf } from "../language/chain.ts";
import { camelFromKebab, capitalized } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import type { FunctionDraft } from "./drafts.ts";
import { readAccess } from "./read-access.ts";
import { type FieldContext, readFields } from "./read-field.ts";
import { type FunctionContext, readEnvironment, readSecrets } from "./read-function-options.ts";
import { readPath } from "./read-path.ts";
import { readModelName, readReturns } from "./read-returns.ts";
import { readCron, readEvery } from "./read-schedule.ts";
import { isInteger, isPlainObject, readDescription, readOptions, readTexts } from "./values.ts";

const common = ["description", "secrets", "environment", "timeoutSeconds", "memoryMb"];

/** What each trigger may say besides, and how long it may run at most and by default, in seconds. */
const triggers: Readonly<
  Record<string, { readonly settings: readonly string[]; readonly most: number; readonly usual: number }>
> = {
  // API Gateway and AppSync give up after 30 seconds, Cognito after 5, Lambda after 900.
  query: { settings: ["input", "returns", "access"], most: 29, usual: 10 },
  mutation: { settings: ["input", "returns", "access"], most: 29, usual: 10 },
  http: { settings: ["method", "path", "access"], most: 29, usual: 10 },
  schedule: { settings: ["every", "cron", "timezone"], most: 900, usual: 60 },
  modelChange: { settings: ["model", "on"], most: 900, usual: 60 },
  fileUpload: { settings: ["prefix"], most: 900, usual: 60 },
  signIn: { settings: ["event"], most: 5, usual: 5 },
};

/** The names of the builder functions for triggers. */
export const triggerNames: readonly string[] = Object.keys(triggers);

/**
 * One function from its builder.
 *
 * @param name of its folder; kebab-case
 * @returns null where it cannot be understood
 */
export function readFunction(
  name: string,
  chain: Chain,
  place: Place,
  context: FunctionContext,
): FunctionDraft | null {
  const { report } = context;
  const trigger = triggers[chain.root.name];
  if (trigger === undefined) return null;
  const what = `${chain.root.name}()`;
  const options = readOptions(
    chain.root.args[0] ?? {},
    [...trigger.settings, ...common],
    what,
    place,
    report,
  );
  if (options === null) return null;
  const models: { name: string; place: Place }[] = [];
  const read = readTrigger(name, chain.root.name, options, place, context, models);
  if (read === null) return null;
  const at = (property: string): Place => within(place, { property });
  const secrets = readSecrets(options.secrets, at("secrets"), report);
  const number = (
    property: "timeoutSeconds" | "memoryMb",
    least: number,
    most: number,
    usual: number,
  ): number => {
    const value = options[property];
    if (value === undefined || isInteger(value, least, most)) return value ?? usual;
    report(
      at(property),
      `${property} of ${what} is a whole number from ${least} to ${most}, not ${quoted(value)}.`,
      `Write ${property}: ${usual}.`,
    );
    return usual;
  };
  return {
    place,
    models,
    value: {
      name,
      source: { file: place.file },
      description: readDescription(options.description, at("description"), report),
      trigger: read,
      access: readCallers(chain.root.name, options.access, at("access"), context),
      secrets,
      environment: readEnvironment(options.environment, secrets, at("environment"), report),
      timeoutSeconds: number("timeoutSeconds", 1, trigger.most, trigger.usual),
      memoryMb: number("memoryMb", 128, 10240, 512),
    } satisfies BackendFunction,
  };
}

function readCallers(trigger: string, value: unknown, place: Place, context: FunctionContext): AccessRule {
  if (trigger !== "query" && trigger !== "mutation" && trigger !== "http") return [];
  if (value === undefined) return [[{ kind: "role", role: "member" }]];
  return readAccess(
    value,
    context.roles,
    trigger === "http" ? ["signedIn", "anyone"] : ["signedIn"],
    place,
    context.report,
  );
}

function readTrigger(
  name: string,
  kind: string,
  options: Readonly<Record<string, unknown>>,
  place: Place,
  context: FunctionContext,
  models: { name: string; place: Place }[],
): Trigger | null {
  const { report } = context;
  const at = (property: string): Place =>
    options[property] === undefined ? place : within(place, { property });
  switch (kind) {
    case "query":
    case "mutation": {
      const field = camelFromKebab(name);
      const fields: FieldContext = {
        where: "input",
        owner: capitalized(field),
        types: context.types,
        report,
        depth: 0,
      };
      return {
        kind,
        field,
        input: readInput(options.input, at("input"), fields),
        output: readReturns(options.returns, at("returns"), fields, context, models),
      };
    }
    case "http": {
      const methods: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
      const method = methods.find((each) => each === options.method);
      if (method === undefined) {
        report(
          at("method"),
          `method of http() cannot be ${quoted(options.method)}.`,
          `Write one of: ${methods.join(", ")}.`,
        );
      }
      const path = readPath(options.path, at("path"), report);
      return method === undefined || path === null ? null : { kind, method, path };
    }
    case "schedule":
      return readSchedule(options, place, report);
    case "modelChange": {
      const model = readModelName(options.model, context);
      if (model === null) {
        report(
          at("model"),
          `model of modelChange() is the name of a model, not ${quoted(options.model)}.`,
          'Write model: "Invoice".',
        );
        return null;
      }
      models.push({ name: model, place: at("model") });
      return { kind, model, on: readChanges(options.on, at("on"), report) };
    }
    case "fileUpload": {
      const prefix = options.prefix ?? "";
      if (
        typeof prefix === "string" &&
        prefix.length <= 200 &&
        /^([A-Za-z0-9_-][A-Za-z0-9._-]*\/?)*$/.test(prefix)
      )
        return { kind, prefix };
      report(
        at("prefix"),
        `prefix of fileUpload() cannot be ${quoted(prefix)}.`,
        'Write it like "imports/": letters, digits, ".", "_", "-" and "/".',
      );
      return null;
    }
    default: {
      const events: readonly SignInEvent[] = [
        "preSignUp",
        "postConfirmation",
        "postAuthentication",
        "customMessage",
      ];
      const event = events.find((each) => each === options.event);
      if (event !== undefined) return { kind: "signIn", event };
      report(
        at("event"),
        `event of signIn() cannot be ${quoted(options.event)}.`,
        `Write one of: ${events.join(", ")}.`,
      );
      return null;
    }
  }
}

function readInput(value: unknown, place: Place, context: FieldContext) {
  if (value === undefined) return [];
  if (chainOf(value) !== null || !isPlainObject(value)) {
    context.report(
      place,
      `input is an object of fields, not ${quoted(value)}.`,
      "Write input: { invoiceId: id() }.",
    );
    return [];
  }
  const fields = readFields(value, place, context);
  for (const { field, place: at } of fields) {
    if (!field.required && field.default !== null) {
      context.report(
        at,
        `The argument "${field.name}" is optional and has a default.`,
        "Keep .default(): it may be left out then.",
      );
    }
  }
  return fields.map(({ field }) => field);
}

function readSchedule(
  options: Readonly<Record<string, unknown>>,
  place: Place,
  report: Report,
): Trigger | null {
  const { every, cron, timezone = "UTC" } = options;
  if ((every === undefined) === (cron === undefined)) {
    report(
      place,
      every === undefined
        ? "schedule() says neither every nor cron."
        : "schedule() says both every and cron.",
      'Write one of them: schedule({ every: "1 hour" }).',
    );
    return null;
  }
  const read = cron === undefined ? readEvery(every) : readCron(cron);
  if ("problem" in read) {
    report(
      within(place, { property: cron === undefined ? "every" : "cron" }),
      `${read.problem}.`,
      read.remedy,
    );
    return null;
  }
  const at = within(place, { property: "timezone" });
  if (cron === undefined && options.timezone !== undefined) {
    report(at, "timezone has no meaning with every.", "Remove it, or write cron.");
  }
  if (typeof timezone !== "string" || !isTimezone(timezone)) {
    report(at, `${quoted(timezone)} is no time zone.`, 'Write an IANA name: "UTC" or "Europe/Zurich".');
    return null;
  }
  return { kind: "schedule", expression: read.expression, timezone };
}

function isTimezone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function readChanges(value: unknown, place: Place, report: Report): readonly ChangeKind[] {
  const changes: readonly ChangeKind[] = ["created", "updated", "deleted"];
  if (value === undefined) return changes;
  const given = readTexts(value, "on", place, report) ?? [];
  const unknown = given.find((each) => !changes.some((change) => change === each));
  if (unknown !== undefined || given.length === 0) {
    report(
      place,
      unknown === undefined ? "on names no change." : `on does not know ${quoted(unknown)}.`,
      `Write any of: ${changes.join(", ")}.`,
    );
  }
  return changes.filter((change) => given.includes(change));
}
