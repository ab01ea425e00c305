import { UserError } from "../../errors/user-error.ts";
import type { GenerationPlan } from "../../files/plan-generation.ts";
import { count } from "./count.ts";

/**
 * Refuses where applying a plan would lose what a person wrote into a generated file.
 *
 * @throws UserError GENERATED_FILE_EDITED
 */
export function refuseHandEdits({ handEdited: paths }: Pick<GenerationPlan, "handEdited">): void {
  if (paths.length === 0) return;
  throw new UserError({
    code: "GENERATED_FILE_EDITED",
    message: `${count(paths.length, "generated file")} ${paths.length === 1 ? "was" : "were"} edited by hand. Nothing was written.`,
    remedy:
      'Move your changes to models/, functions/ or infra/custom.ts, then "plinth generate --force" overwrites the edits.',
    problems: paths.map((file) => ({
      file,
      line: null,
      message: "differs from what Plinth wrote.",
      remedy: "It would be overwritten or deleted.",
    })),
  });
}

/**
 * Refuses where generating would change anything.
 *
 * @throws UserError OUT_OF_DATE
 */
export function refuseDrift(plan: Pick<GenerationPlan, "created" | "updated" | "pruned">): void {
  const drifted = [
    ...plan.created.map((file) => ({ file, message: "is missing." })),
    ...plan.updated.map((file) => ({ file, message: "is out of date." })),
    ...plan.pruned.map((file) => ({ file, message: "is no longer wanted." })),
  ];
  if (drifted.length === 0) return;
  throw new UserError({
    code: "OUT_OF_DATE",
    message: `infra/ does not match models and functions: ${count(drifted.length, "file")}.`,
    remedy: 'Run "plinth generate" and commit the result.',
    problems: drifted.map((one) => ({ ...one, line: null, remedy: "plinth generate" })),
  });
}
