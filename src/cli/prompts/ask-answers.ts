import { UserError } from "../../errors/user-error.ts";
import {
  type Answers,
  checks,
  commonRegions,
  defaultAnswers,
  nameFromFolder,
} from "../../operations/init/answers.ts";
import type { Prompter } from "./prompter.ts";

/** The flags of `plinth init` that answer questions, as they were typed. */
export interface AnswerFlags {
  readonly name?: string | undefined;
  readonly region?: string | undefined;
  readonly stages?: string | undefined;
  readonly budget?: string | undefined;
  readonly email?: string | undefined;
  readonly roles?: string | undefined;
}

/**
 * The answers for a new project: flags first, then either questions or, with `--yes`, defaults.
 *
 * @param folder name of the project's folder, from which the app's name is guessed
 * @param prompter null: nobody can be asked
 * @throws UserError MISSING_ANSWER naming each flag; Cancelled
 */
export async function askAnswers(
  flags: AnswerFlags & { readonly yes: boolean },
  folder: string,
  prompter: Prompter | null,
): Promise<Answers> {
  const guess = nameFromFolder(folder);
  if (prompter === null && !flags.yes) refuseMissing(flags);
  const given = await withQuestions(flags, guess, prompter);
  const name = given.name ?? guess;
  if (name === null) {
    throw new UserError({
      code: "MISSING_ANSWER",
      message: `The app's name is missing, and the folder's name (${JSON.stringify(folder)}) makes none.`,
      remedy: "Give it: --name acme",
    });
  }
  return {
    name,
    region: given.region ?? defaultAnswers.region,
    stages: given.stages === undefined ? defaultAnswers.stages : list(given.stages),
    budget: given.budget ?? defaultAnswers.budget,
    email: given.email === undefined || given.email === "" ? null : given.email,
    roles: withMember(given.roles === undefined ? defaultAnswers.roles : list(given.roles)),
  };
}

function refuseMissing(flags: AnswerFlags): void {
  const missing = (["region", "stages", "budget", "roles"] as const).filter(
    (name) => flags[name] === undefined,
  );
  if (missing.length === 0) return;
  throw new UserError({
    code: "MISSING_ANSWER",
    message: `Nobody can be asked here (no terminal, or CI), and these answers are missing: ${missing.map((name) => `--${name}`).join(", ")}.`,
    remedy: "Give them, or take the defaults with --yes.",
  });
}

async function withQuestions(
  flags: AnswerFlags,
  guess: string | null,
  ask: Prompter | null,
): Promise<AnswerFlags> {
  if (ask === null) return flags;
  return {
    name:
      flags.name ??
      (await ask.text({
        message: "Name of the app",
        ...(guess === null ? {} : { default: guess }),
        check: checks.name,
      })),
    region: flags.region ?? (await askRegion(ask)),
    stages:
      flags.stages ??
      (await ask.text({
        message: "Stages, the default one first",
        default: defaultAnswers.stages.join(", "),
        check: (answer) => checks.stages(list(answer)),
      })),
    budget:
      flags.budget ??
      (await ask.text({
        message: "Monthly budget in US dollars",
        default: defaultAnswers.budget,
        check: checks.budget,
      })),
    email:
      flags.email ??
      (await ask.text({
        message: "Who gets the budget alarm (e-mail; empty for nobody)",
        check: (answer) => (answer === "" ? null : checks.email(answer)),
      })),
    roles:
      flags.roles ??
      (await ask.text({
        message: "Roles people can have in a tenant",
        default: defaultAnswers.roles.join(", "),
        check: (answer) => checks.roles(list(answer)),
      })),
  };
}

async function askRegion(ask: Prompter): Promise<string> {
  const other = "other";
  const choices = commonRegions.map(({ id, place }) => ({ value: id, label: `${id.padEnd(15)} ${place}` }));
  const region = await ask.choice<string>({
    message: "AWS region",
    choices: [...choices, { value: other, label: "another one" }],
    default: defaultAnswers.region,
  });
  return region === other ? ask.text({ message: "AWS region", check: checks.region }) : region;
}

/** `dev, prod` and `dev,prod` alike. */
function list(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function withMember(roles: readonly string[]): readonly string[] {
  return roles.includes("member") ? roles : [...roles, "member"];
}
