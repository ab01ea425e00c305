import { exitCode, UserError } from "../../errors/user-error.ts";

/** What is asked for is only there once the stage is deployed. */
export function notDeployed(stage: string): UserError {
  return new UserError({
    code: "NOT_DEPLOYED",
    message: `Nothing is deployed to the stage "${stage}".`,
    remedy: `Deploy first: plinth deploy${stage === "local" ? "" : ` --stage ${stage}`}`,
    exit: exitCode.refused,
  });
}
