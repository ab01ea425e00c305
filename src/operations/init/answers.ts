import { type Problem, UserError } from "../../errors/user-error.ts";

/** What `plinth init` needs to know. */
export interface Answers {
  readonly name: string;
  readonly region: string;
  /** The first is the default stage. */
  readonly stages: readonly string[];
  /** Whole US dollars a month, for each stage. */
  readonly budget: number;
  /** Whom the budget alarm writes to; null: nobody. */
  readonly email: string | null;
  /** `member` is always among them. */
  readonly roles: readonly string[];
}

export const defaultAnswers: Omit<Answers, "name"> = {
  region: "us-east-1",
  stages: ["dev", "prod"],
  budget: 500,
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

/** Each check gives the reason why an answer does not do, or null. Used while asking and for flags alike. */
export const checks = {
  name: (name: string): string | null => {
    if (name === "") return "The app needs a name.";
    if (name.length < 3 || name.length > 24) {
      return "It has 3 to 24 characters, because it becomes part of AWS names that have limits of their own.";
    }
    return /^[a-z](-?[a-z0-9])*$/.test(name)
      ? null
      : "It has lower-case letters, digits and single hyphens, and starts with a letter: acme-crm.";
  },
  region: (region: string): string | null =>
    /^(us|ca|mx|sa|eu|me|af|il|ap|cn)(-gov)?-[a-z]{4,9}-[1-9]$/.test(region)
      ? null
      : "It is the identifier of an AWS region, for instance eu-west-1.",
  stage: (stage: string): string | null =>
    /^[a-z](-?[a-z0-9]){0,15}$/.test(stage) && stage.length <= 16
      ? null
      : "A stage has 1 to 16 lower-case letters, digits and single hyphens, and starts with a letter: dev.",
  stages: (stages: readonly string[]): string | null => {
    if (stages.length === 0) return "There is at least one stage.";
    const twice = stages.find((stage, index) => stages.indexOf(stage) !== index);
    if (twice !== undefined) return `The stage ${twice} is there twice.`;
    return first(stages, checks.stage);
  },
  budget: (budget: string): string | null =>
    /^[1-9]\d{0,6}$/.test(budget) ? null : "It is a whole number of US dollars a month, from 1 to 9999999.",
  email: (email: string): string | null =>
    /^[^\s@"'`$\\<>]+@[^\s@"'`$\\<>]+\.[^\s@"'`$\\<>.]+$/.test(email) && email.length <= 254
      ? null
      : "It is an e-mail address, for instance ops@acme.example.",
  role: (role: string): string | null => {
    if (["creator", "signedIn", "anyone"].includes(role))
      return `${role} already means something in access rules.`;
    return /^[a-z][a-zA-Z0-9]{0,31}$/.test(role)
      ? null
      : "A role is a camelCase word of up to 32 letters and digits: admin, projectLead.";
  },
  roles: (roles: readonly string[]): string | null => {
    const twice = roles.find((role, index) => roles.indexOf(role) !== index);
    if (twice !== undefined) return `The role ${twice} is there twice.`;
    return first(roles, checks.role);
  },
} as const;

/**
 * Checks all answers and reports every wrong one at once, with the flag that gives it.
 *
 * @throws UserError INVALID_ANSWER
 */
export function checkAnswers(answers: Answers): void {
  const reasons: readonly (readonly [flag: string, value: string, reason: string | null])[] = [
    ["--name", answers.name, checks.name(answers.name)],
    ["--region", answers.region, checks.region(answers.region)],
    ["--stages", answers.stages.join(","), checks.stages(answers.stages)],
    ["--budget", String(answers.budget), checks.budget(String(answers.budget))],
    ["--email", answers.email ?? "", answers.email === null ? null : checks.email(answers.email)],
    ["--roles", answers.roles.join(","), checks.roles(answers.roles)],
  ];
  const problems = reasons.flatMap(([flag, value, reason]): Problem[] =>
    reason === null
      ? []
      : [
          {
            file: null,
            line: null,
            message: `${flag} ${JSON.stringify(clip(value))} does not do.`,
            remedy: reason,
          },
        ],
  );
  if (problems.length === 0) return;
  throw new UserError({
    code: "INVALID_ANSWER",
    message: `${problems.length === 1 ? "One answer does" : `${problems.length} answers do`} not do. Nothing was written.`,
    remedy: 'Change the flags named above. "plinth init --help" explains each.',
    problems,
  });
}

/** The app's name that a folder's name suggests, or null where nothing usable is left of it. */
export function nameFromFolder(folder: string): string | null {
  const name = folder
    .normalize("NFKD")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24)
    .replace(/-+$/, "");
  return checks.name(name) === null ? name : null;
}

function first(values: readonly string[], check: (value: string) => string | null): string | null {
  for (const value of values) {
    const reason = check(value);
    if (reason !== null) return `${JSON.stringify(clip(value))}: ${reason}`;
  }
  return null;
}

function clip(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}...` : value;
}
