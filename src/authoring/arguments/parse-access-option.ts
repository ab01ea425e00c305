import { quoted } from "../../definition/words/quoted.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import type { AccessSpec } from "./option-specs.ts";
import { itemsOf } from "./segments.ts";

/** Words that close an action to everybody but the system. */
const nobody: readonly string[] = ["nobody", "none"];

/**
 * Reads who may do something: `member`, `admin,creator` (either), `admin+creator` (both at once), `nobody`.
 *
 * @param option what stands after the flag
 * @param flag for messages: `--read`, `--update`, `--access`
 */
export function parseAccessOption(option: string, flag: string): Parsed<AccessSpec> {
  const argument = `${flag} ${option}`;
  const offset = flag.length + 1;
  if (nobody.includes(option)) return { ok: true, value: [] };
  const problems: ArgumentProblem[] = [];
  const rule: string[][] = [];
  const seen = new Set<string>();
  for (const item of itemsOf(option, offset)) {
    const words = item.raw.split("+");
    let at = item.start;
    for (const word of words) {
      const problem = checkWord(word, argument, at, flag);
      if (problem !== null) problems.push(problem);
      at += word.length + 1;
    }
    const key = [...words].sort().join("+");
    if (seen.has(key) || new Set(words).size < words.length) {
      problems.push({
        code: "ACCESS_TWICE",
        argument,
        column: item.start + 1,
        message: `${quoted(item.raw)} says the same thing twice.`,
        remedy: "Keep one of them.",
      });
    }
    seen.add(key);
    rule.push(words);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: rule };
}

function checkWord(word: string, argument: string, at: number, flag: string): ArgumentProblem | null {
  if (word === "") {
    return {
      code: "ACCESS_EMPTY",
      argument,
      column: at + 1,
      message: "a role is missing here.",
      remedy: `Write roles, \`,\` for or, \`+\` for and: \`${flag} admin,member+creator\`. \`nobody\` closes it to all but the system.`,
    };
  }
  if (nobody.includes(word)) {
    return {
      code: "ACCESS_NOBODY_AND_OTHERS",
      argument,
      column: at + 1,
      message: `${quoted(word)} cannot be combined with others.`,
      remedy: `Write \`${flag} ${word}\` alone, or leave it out.`,
    };
  }
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,49}$/.test(word)) {
    return {
      code: "ACCESS_WORD_NOT_ALLOWED",
      argument,
      column: at + 1,
      message: `${quoted(word)} cannot be a role.`,
      remedy: "Write a role of plinth.config.ts (letters, digits, - and _), `creator` or `signedIn`.",
    };
  }
  return null;
}
