import { wholeFile } from "../../definition/finding.ts";
import { readConfig } from "../../definition/read/read-config.ts";
import { toKebab } from "../../definition/words/letter-case.ts";
import { quoted } from "../../definition/words/quoted.ts";
import { type Problem, UserError } from "../../errors/user-error.ts";

/** What `plinth init` needs to know. */
export interface Answers {
  readonly name: string;
  readonly region: string;
  /** The first is the default stage. */
  readonly stages: readonly string[];
  /** Whole US dollars a month, for each stage, in digits. */
  readonly budget: string;
  /** Whom the budget alarm writes to; null: nobody. */
  readonly email: string | null;
  /** `member` is always among them. */
  readonly roles: readonly string[];
}

export const defaultAnswers: Omit<Answers, "name"> = {
  region: "us-east-1",
  stages: ["dev", "prod"],
  budget: "500",
  email: null,
  roles: ["admin", "member"],
};

/** Regions offered first; any other region may be typed. */
export const commonRegions: readonly { readonly id: string; readonly place: string }[] = [
  { id: "us-east-1", place: "N. Virginia" },
  { id: "us-west-2", place: "Oregon" },
  { id: "ca-central-1", place: "Canada" },
  { id: "sa-east-1", place: "Sao Paulo" },
  { id: "eu-west-1", place: "Ireland" },
  { id: "eu-west-2", place: "London" },
  { id: "eu-central-1", place: "Frankfurt" },
  { id: "eu-north-1", place: "Stockholm" },
  { id: "ap-south-1", place: "Mumbai" },
  { id: "ap-southeast-1", place: "Singapore" },
  { id: "ap-southeast-2", place: "Sydney" },
  { id: "ap-northeast-1", place: "Tokyo" },
];

/**
 * Why an answer does not do, or null: decided by the same rules as `plinth.config.ts` itself. Used while asking and for
 * flags alike.
 */
export const checks = {
  name: (name: string) => reason("name", { name }),
  region: (region: string) => reason("region", { region }),
  stages: (stages: readonly string[]) =>
    repeated("stage", stages) ??
    reason("stages", { stages: Object.fromEntries(stages.map((stage) => [stage, {}])) }),
  budget: (budget: string) =>
    /^\d+$/.test(budget) && reason("budget", { budget: { monthlyUsd: Number(budget) } }) === null
      ? null
      : `The budget is a whole number of US dollars a month, from 1 to 1000000, not ${quoted(budget)}.`,
  email: (email: string) => reason("budget", { budget: { monthlyUsd: 1, email } }),
  roles: (roles: readonly string[]) => repeated("role", roles) ?? reason("roles", { roles }),
} as const;

/**
 * Checks all answers and reports every wrong one at once, with the flag that gives it.
 *
 * @throws UserError INVALID_ANSWER
 */
export function checkAnswers(answers: Answers): void {
  const results: readonly (readonly [example: string, reason: string | null])[] = [
    ["--name acme", checks.name(answers.name)],
    ["--region eu-west-1", checks.region(answers.region)],
    ["--stages dev,prod", checks.stages(answers.stages)],
    ["--budget 500", checks.budget(answers.budget)],
    ["--email ops@acme.example", answers.email === null ? null : checks.email(answers.email)],
    ["--roles admin,member", checks.roles(answers.roles)],
  ];
  const problems = results.flatMap(([example, message]): Problem[] =>
    message === null ? [] : [{ file: null, line: null, message, remedy: `For instance: ${example}` }],
  );
  if (problems.length === 0) return;
  throw new UserError({
    code: "INVALID_ANSWER",
    message: `${problems.length === 1 ? "One answer does" : `${problems.length} answers do`} not do. Nothing was written.`,
    remedy: 'Change what is named above. "plinth init --help" explains each flag.',
    problems,
  });
}

/** The app's name that a folder's name suggests, or null where nothing usable is left of it. */
export function nameFromFolder(folder: string): string | null {
  const name = toKebab(folder).slice(0, 24).replace(/-+$/, "");
  return checks.name(name) === null ? name : null;
}

function reason(property: string, config: object): string | null {
  const findings: string[] = [];
  readConfig(config, wholeFile("plinth.config.ts"), (place, message) => {
    const [step] = place.path;
    if (step !== undefined && "property" in step && step.property === property) findings.push(message);
  });
  return findings[0] ?? null;
}

function repeated(noun: string, names: readonly string[]): string | null {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? null : `The ${noun} ${quoted(twice)} is there twice.`;
}
