import type { Place, Report } from "../finding.ts";
import type { AccessRule, Principal } from "../ir.ts";
import { chainOf } from "../language/chain.ts";
import { suggestion } from "../words/did-you-mean.ts";
import { quoted } from "../words/quoted.ts";

/** Alternatives that one rule may come to when it is written out as an *or* of *and*s. */
const most = 24;

/**
 * Writes an access rule out as an *or* of *and*s, without what is implied by the rest.
 *
 * @param roles of the project; null where the configuration could not be read, so that any name passes
 * @param words that may stand beside roles: `creator`, `signedIn`, `anyone`
 */
export function readAccess(
  value: unknown,
  roles: readonly string[] | null,
  words: readonly Principal["kind"][],
  place: Place,
  report: Report,
): AccessRule {
  const terms = alternatives(value, 0);
  const simple = terms.filter(
    (term, i) =>
      !terms.some((other, j) => i !== j && implies(term, other) && (j < i || !implies(other, term))),
  );
  if (simple.length > most) {
    report(
      place,
      `The access rule comes to ${simple.length} alternatives.`,
      "Say it with fewer roles, or add a role for it.",
    );
    return simple.slice(0, most);
  }
  return simple;

  function alternatives(rule: unknown, depth: number): Principal[][] {
    if (depth > 8) {
      report(place, "The access rule is nested too deep.", "Write it flatter.");
      return [];
    }
    if (typeof rule === "string") return principal(rule);
    if (Array.isArray(rule)) return rule.flatMap((each: unknown) => alternatives(each, depth + 1));
    const chain = chainOf(rule);
    if (chain?.root.name === "any") return chain.root.args.flatMap((each) => alternatives(each, depth + 1));
    if (chain?.root.name === "all") {
      if (chain.root.args.length === 0) {
        report(
          place,
          "all() is empty, and would let everybody in.",
          'Name what must hold: all("admin", "creator").',
        );
      }
      const sides = chain.root.args.map((each) => alternatives(each, depth + 1));
      const size = sides.reduce((product, side) => product * side.length, 1);
      if (size > 10 * most) {
        report(
          place,
          `The access rule comes to ${size} alternatives.`,
          "Say it with fewer roles, or add a role for it.",
        );
        return [];
      }
      if (sides.length === 0) return [];
      return sides.reduce<Principal[][]>(
        (left, right) => left.flatMap((a) => right.map((b) => together(a, b))),
        [[]],
      );
    }
    report(
      place,
      `The access rule has ${quoted(rule)}.`,
      'Write a role ("admin"), a list of them, or all("admin", "creator").',
    );
    return [];
  }

  function principal(word: string): Principal[][] {
    const known = words.find((kind) => kind === word);
    if (known !== undefined && known !== "role") return [[{ kind: known }]];
    if (roles === null || roles.includes(word)) return [[{ kind: "role", role: word }]];
    if (word === "anyone") {
      report(
        place,
        '"anyone" may call HTTP functions only: records always need a signed-in user.',
        'Write "signedIn" or "member".',
      );
      return [];
    }
    if (word === "creator") {
      report(
        place,
        '"creator" means nothing here: a function is not a record.',
        'Write a role, "member" or "signedIn".',
      );
      return [];
    }
    report(
      place,
      `The access rule names ${quoted(word)}, which is no role of plinth.config.ts.`,
      suggestion(word, [...roles, ...words.filter((kind) => kind !== "role")]),
    );
    return [];
  }
}

const same = (a: Principal, b: Principal): boolean =>
  a.kind === b.kind && (a.kind !== "role" || b.kind !== "role" || a.role === b.role);

function together(a: readonly Principal[], b: readonly Principal[]): Principal[] {
  return [...a, ...b.filter((each) => !a.some((other) => same(each, other)))];
}

/** Whether whoever satisfies `term` satisfies `other` as well. */
function implies(term: readonly Principal[], other: readonly Principal[]): boolean {
  return other.every((each) => term.some((have) => same(have, each)));
}
