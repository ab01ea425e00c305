import type { Report } from "../finding.ts";
import type { Backend } from "../ir.ts";
import type { DefinitionDraft } from "../read/read-definition.ts";
import { reportFunctions } from "./functions.ts";
import { reportKeyLimits } from "./key-limits.ts";
import { reportCollisions } from "./name-collisions.ts";
import { reportCycles } from "./relation-cycles.ts";
import { reportRestrictions } from "./restricting-relations.ts";

/** Everything that can only be checked with the whole definition at hand. */
export function validate(draft: DefinitionDraft, backend: Backend, report: Report): void {
  reportCollisions(draft, backend, report);
  reportCycles(draft, backend, report);
  reportRestrictions(draft, backend, report);
  reportKeyLimits(draft, backend, report);
  reportFunctions(draft, report);
}
