import { type Place, type Report, within } from "../finding.ts";
import type { App, SignIn, Stage } from "../ir.ts";
import { principalWords, stageNames } from "../reserved-names.ts";
import { toCamel, toKebab } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import { isInteger, isPlainObject, readOptions, readTexts } from "./values.ts";

const settings = ["name", "region", "stages", "roles", "signIn", "budget"];
const mostStages = 20;
const mostRoles = 30;

/** Retentions that CloudWatch Logs accepts, in days (API reference, PutRetentionPolicy). */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Partitions and areas of AWS regions; the number says which of an area's regions it is. */
const region =
  /^(us-gov|us-iso[bf]?|af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us)-(central|north|south|east|west|northeast|northwest|southeast|southwest)-\d$/;

/** Stands in for settings that are no object, which is all that is reported then. */
export const placeholder: Readonly<Record<string, unknown>> = { name: "my-app", region: "us-east-1" };

/** The settings of `defineConfig`, with defaults written out. Wrong ones are reported and replaced by the default. */
export function readConfig(value: unknown, place: Place, report: Report): App {
  const config = readOptions(value, settings, "defineConfig()", place, report) ?? placeholder;
  const at = (property: string): Place => within(place, { property });
  return {
    name: readKebab(config.name, "name", 3, 24, "my-app", at("name"), report),
    region: readRegion(config.region, at("region"), report),
    stages: readStages(config.stages, at("stages"), report),
    roles: readRoles(config.roles, at("roles"), report),
    signIn: readSignIn(config.signIn, at("signIn"), report),
    budget: readBudget(config.budget, at("budget"), report),
  };
}

function readKebab(
  value: unknown,
  what: string,
  least: number,
  most: number,
  otherwise: string,
  place: Place,
  report: Report,
): string {
  if (
    typeof value === "string" &&
    value.length >= least &&
    value.length <= most &&
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)
  ) {
    return value;
  }
  const better = typeof value === "string" ? shortened(toKebab(value), most) : "";
  report(
    place,
    value === undefined
      ? `The ${what} is missing.`
      : `The ${what} ${quoted(value)} is not kebab-case (a-z, 0-9, single dashes, a letter first) of ${least} to ${most} characters.`,
    `Write ${what === "name" ? "name: " : ""}"${better.length >= least ? better : otherwise}".`,
  );
  return otherwise;
}

/** Cut between words where there are several. */
function shortened(name: string, most: number): string {
  return name.length <= most
    ? name
    : name
        .slice(0, most + 1)
        .replace(/-[^-]*$/, "")
        .slice(0, most);
}

function readRegion(value: unknown, place: Place, report: Report): string {
  if (typeof value === "string" && region.test(value)) return value;
  report(
    place,
    value === undefined ? "The region is missing." : `${quoted(value)} is no AWS region.`,
    'Write region: "eu-west-1", for instance; "us-east-1" and "ap-southeast-2" are others.',
  );
  return "us-east-1";
}

function readStages(value: unknown, place: Place, report: Report): readonly Stage[] {
  const given = value === undefined ? { dev: {}, prod: {} } : value;
  if (!isPlainObject(given)) {
    report(
      place,
      `stages is an object, not ${quoted(value)}.`,
      "Write stages: { dev: {}, prod: { protected: true } }.",
    );
    return [];
  }
  const names = Object.keys(given);
  if (names.length === 0)
    report(place, "There is no stage.", "Write stages: { dev: {}, prod: { protected: true } }.");
  if (names.length > mostStages)
    report(place, `There are ${names.length} stages; at most ${mostStages} are allowed.`, "Remove some.");
  return [
    ...names.map((name) => readStage(name, given[name], within(place, { property: name }), report)),
    localStage,
  ];
}

/** Every app has it, as the last one. Its region is the app's, and its account whatever the local cloud says. */
const localStage: Stage = { name: "local", protected: false, account: null, logRetentionDays: 30 };

function readStage(name: string, value: unknown, place: Place, report: Report): Stage {
  readKebab(name, "stage name", 1, 16, "dev", place, report);
  if (stageNames.has(name)) {
    report(
      place,
      `The stage name "${name}" means the cloud on your own machine.`,
      'Call it "dev", for instance.',
    );
  }
  const options =
    readOptions(
      value,
      ["protected", "account", "logRetentionDays"],
      `The stage ${quoted(name)}`,
      place,
      report,
    ) ?? {};
  const isProduction = name === "prod" || name === "production";
  const isProtected = readBoolean(options.protected, isProduction, "protected", place, report);
  const { account, logRetentionDays } = options;
  if (account !== undefined && !(typeof account === "string" && /^\d{12}$/.test(account))) {
    report(
      within(place, { property: "account" }),
      `An AWS account is a text of 12 digits, not ${quoted(account)}.`,
      'Write account: "111122223333".',
    );
  }
  if (logRetentionDays !== undefined && !retentions.includes(logRetentionDays as number)) {
    report(
      within(place, { property: "logRetentionDays" }),
      `CloudWatch Logs cannot keep logs for ${quoted(logRetentionDays)} days.`,
      `Write ${nearest(logRetentionDays)}, or one of: ${retentions.join(", ")}.`,
    );
  }
  return {
    name,
    protected: isProtected,
    account: typeof account === "string" ? account : null,
    logRetentionDays: typeof logRetentionDays === "number" ? logRetentionDays : isProtected ? 365 : 30,
  };
}

function nearest(days: unknown): number {
  const wanted = typeof days === "number" ? days : 30;
  return retentions.find((each) => each >= wanted) ?? 3653;
}

function readBoolean(
  value: unknown,
  otherwise: boolean,
  name: string,
  place: Place,
  report: Report,
): boolean {
  if (value === undefined) return otherwise;
  if (typeof value === "boolean") return value;
  report(
    within(place, { property: name }),
    `${name} is true or false, not ${quoted(value)}.`,
    `Write ${name}: true.`,
  );
  return otherwise;
}

function readRoles(value: unknown, place: Place, report: Report): readonly string[] {
  const given = value === undefined ? ["admin", "member"] : readTexts(value, "roles", place, report);
  if (given === null) return ["member"];
  if (given.length > mostRoles)
    report(place, `There are ${given.length} roles; at most ${mostRoles} are allowed.`, "Remove some.");
  for (const role of given) {
    if (principalWords.has(role)) {
      report(place, `The role "${role}" means something of its own in access rules.`, "Choose another name.");
    } else if (!/^[a-z][A-Za-z0-9]{0,31}$/.test(role)) {
      report(
        place,
        `The role ${quoted(role)} is not camelCase (a-z, A-Z, 0-9) of at most 32 characters.`,
        `Write "${toCamel(role).slice(0, 32) || "admin"}".`,
      );
    }
  }
  return given.includes("member") ? given : [...given, "member"];
}

function readSignIn(value: unknown, place: Place, report: Report): SignIn {
  const known = ["selfSignUp", "mfa", "passwordLength", "plan"];
  const options = value === undefined ? {} : (readOptions(value, known, "signIn", place, report) ?? {});
  const { passwordLength } = options;
  if (passwordLength !== undefined && !isInteger(passwordLength, 8, 99)) {
    report(
      within(place, { property: "passwordLength" }),
      `passwordLength is a whole number from 8 to 99, not ${quoted(passwordLength)}.`,
      "Write passwordLength: 12.",
    );
  }
  return {
    selfSignUp: readBoolean(options.selfSignUp, true, "selfSignUp", place, report),
    mfa: readWord(options.mfa, ["optional", "off", "required"], "mfa", place, report),
    passwordLength: typeof passwordLength === "number" ? passwordLength : 12,
    plan: readWord(options.plan, ["essentials", "plus"], "plan", place, report),
  };
}

/** One of some words; the first is the default. */
function readWord<const Word extends string>(
  value: unknown,
  words: readonly [Word, ...Word[]],
  name: string,
  place: Place,
  report: Report,
): Word {
  const known = words.find((word) => word === value);
  if (known !== undefined || value === undefined) return known ?? words[0];
  report(
    within(place, { property: name }),
    `${name} does not know ${quoted(value)}.`,
    `Write one of: ${words.map((word) => `"${word}"`).join(", ")}.`,
  );
  return words[0];
}

function readBudget(value: unknown, place: Place, report: Report): App["budget"] {
  if (value === undefined) return { monthlyUsd: 500, email: null };
  const options = readOptions(value, ["monthlyUsd", "email"], "budget", place, report) ?? { monthlyUsd: 500 };
  const { monthlyUsd, email } = options;
  if (!isInteger(monthlyUsd, 1, 1_000_000)) {
    report(
      monthlyUsd === undefined ? place : within(place, { property: "monthlyUsd" }),
      `monthlyUsd is a whole number of US dollars from 1, not ${quoted(monthlyUsd)}.`,
      "Write budget: { monthlyUsd: 500 }.",
    );
  }
  if (
    email !== undefined &&
    !(
      typeof email === "string" &&
      email.length <= 254 &&
      /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email)
    )
  ) {
    report(
      within(place, { property: "email" }),
      `${quoted(email)} is no e-mail address.`,
      'Write email: "ops@acme.example", or leave it out.',
    );
  }
  return {
    monthlyUsd: typeof monthlyUsd === "number" ? monthlyUsd : 500,
    email: typeof email === "string" ? email : null,
  };
}
