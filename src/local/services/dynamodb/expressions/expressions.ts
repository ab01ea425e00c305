import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import { bindCondition } from "./bind-condition.ts";
import { bindUpdate } from "./bind-update.ts";
import { type BoundAction, type BoundCondition, bindPath } from "./bound.ts";
import { parseCondition } from "./parse-condition.ts";
import { parseProjection } from "./parse-projection.ts";
import { parseUpdate } from "./parse-update.ts";
import { checkPathsDistinct } from "./project.ts";
import type { Substitutions } from "./substitutions.ts";
import type { Action, Condition, Parts } from "./syntax.ts";

/** Expressions by parameter name, ready to be used on items. Parsed texts are remembered: applications repeat them. */
export interface Expressions {
  condition(parameter: string, text: string, substitutions: Substitutions): BoundCondition;
  /** As written, for those who ask before the request is checked; null where it is malformed. */
  parsedCondition(text: string): Condition | null;
  update(text: string, substitutions: Substitutions): BoundAction[];
  projection(text: string, substitutions: Substitutions): readonly Parts[];
}

const mostRemembered = 2_000;

export function expressions(): Expressions {
  const conditions = remembered(parseCondition);
  const updates = remembered(parseUpdate);
  const projections = remembered(parseProjection);
  return {
    condition: (parameter, text, substitutions) =>
      named(parameter, () => bindCondition(conditions(text), substitutions)),
    parsedCondition(text) {
      try {
        return conditions(text);
      } catch {
        return null;
      }
    },
    update: (text, substitutions) =>
      named("UpdateExpression", () => bindUpdate(updates(text) as readonly Action[], substitutions)),
    projection: (text, substitutions) =>
      named("ProjectionExpression", () => {
        const paths = projections(text).map((parts) => bindPath(parts, substitutions));
        checkPathsDistinct(paths);
        return paths;
      }),
  };
}

/** @throws WireError whose message tells which parameter was wrong */
export function named<R>(parameter: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw validation(`Invalid ${parameter}: ${error.message}`);
  }
}

function remembered<R>(parse: (text: string) => R): (text: string) => R {
  const known = new Map<string, R>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text);
    if (known.size >= mostRemembered) known.clear();
    known.set(text, parsed);
    return parsed;
  };
}
