import { closeConnection } from "../../aws/client-of.ts";
import type { Connection } from "../../aws/connection.ts";
import { explainAwsError } from "../../aws/explain-aws-error.ts";
import { callerAccount } from "../../aws/sts/caller-account.ts";
import { loadApp } from "../../definition/load-app.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import type { OperationContext } from "../context.ts";
import { connectLocal } from "./connect-local.ts";
import type { Stage } from "./stage.ts";

export interface StageInput {
  /** Absolute path of the project. */
  readonly project: string;
  /** As in plinth.config.ts, or "local". */
  readonly stage: string;
}

/**
 * Connects to a stage for as long as a piece of work takes. The stage `local` is the local cloud over the project's
 * `.plinth/cloud`: the one that is running, or else one that runs in this process until the work is done.
 *
 * @throws UserError where there is no such stage, no credentials, or the credentials are another account's
 */
export async function withStage<T>(
  { project, stage: name }: StageInput,
  context: OperationContext,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const app = await loadApp(project);
  const settings = app.stages.find((stage) => stage.name === name);
  if (settings === undefined) {
    throw new UserError({
      code: "UNKNOWN_STAGE",
      message: `There is no stage ${JSON.stringify(name.slice(0, 60))} in plinth.config.ts.`,
      remedy: `The stages are: ${app.stages.map((stage) => stage.name).join(", ")}.`,
    });
  }
  const { connection, temporary, close } = await connect(project, app.region, name, context);
  try {
    const account = await callerAccount(connection);
    if (settings.account !== null && account !== settings.account)
      throw otherAccount(name, settings.account, account);
    const prefix = `${app.name}-${name}`;
    return await work({ app, name, prefix, protected: settings.protected, account, connection, temporary });
  } catch (error) {
    throw explainAwsError(error);
  } finally {
    closeConnection(connection);
    await close();
  }
}

async function connect(
  project: string,
  region: string,
  stage: string,
  context: OperationContext,
): Promise<{ connection: Connection; temporary: boolean; close: () => Promise<void> }> {
  if (stage === "local") return connectLocal(project, region, context);
  const connection = { region, endpoint: null, credentials: null };
  return { connection, temporary: false, close: async () => {} };
}

function otherAccount(stage: string, wanted: string, found: string): UserError {
  return new UserError({
    code: "OTHER_ACCOUNT",
    message: `The stage "${stage}" lives in the account ${wanted}; these credentials are the account ${found}'s.`,
    remedy: "Choose the right ones: set AWS_PROFILE, or sign in to the other account.",
    exit: exitCode.refused,
  });
}
