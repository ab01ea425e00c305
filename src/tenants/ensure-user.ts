import { createUser } from "../aws/cognito/create-user.ts";
import { deleteUser } from "../aws/cognito/delete-user.ts";
import { getUser } from "../aws/cognito/get-user.ts";
import type { PoolUser } from "../aws/cognito/pool-user.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

/**
 * How a person gets in: `sent`: they get an e-mail with a temporary password. `pending`: they got one before, and have
 * not signed in yet. `none`: they have an account; nothing is sent.
 */
export type Invitation = "sent" | "pending" | "none";

export interface InvitedUser {
  readonly user: PoolUser;
  readonly invitation: Invitation;
}

/**
 * The user with an e-mail address; invited where there is none. Of several who do that at the same time, one sends the
 * invitation.
 *
 * Who signed up with the address and never proved that it is theirs may be anybody, with a password of their choice:
 * such an account is replaced by an invitation to the address.
 *
 * @throws UserError where the address of an account is not verified, or no invitation can be sent
 */
export async function ensureUser(
  { connection, userPoolId }: TenantsOfStage,
  email: string,
): Promise<InvitedUser> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await getUser(connection, userPoolId, email);
    if (found !== null && found.status !== "UNCONFIRMED") return usable(found, email);
    // By its id: whoever else has replaced it meanwhile keeps theirs.
    if (found !== null) await deleteUser(connection, userPoolId, found.id);
    const invited = await createUser(connection, userPoolId, email, "send").catch((error: unknown) => {
      throw explain(error, email);
    });
    if (invited !== null) return { user: invited, invitation: "sent" };
  }
  throw new Error(`Cognito both has and does not have a user ${email}.`);
}

/** @returns how a person who has a user gets in */
export function invitationOf({ status }: PoolUser): Invitation {
  return status === "FORCE_CHANGE_PASSWORD" ? "pending" : "none";
}

function usable(user: PoolUser, email: string): InvitedUser {
  if (user.emailVerified) return { user, invitation: invitationOf(user) };
  throw new UserError({
    code: "EMAIL_NOT_VERIFIED",
    message: `There is an account with the address ${email}, but nobody has verified that the address is theirs.`,
    remedy: "Let its owner verify the address in your app, then run the command again.",
    exit: exitCode.refused,
  });
}

function explain(error: unknown, email: string): unknown {
  if (!(error instanceof Error)) return error;
  const reason = reasons[error.name];
  if (reason === undefined) return error;
  return new UserError({
    code: "NOT_INVITED",
    message: `${email} could not be invited: ${reason[0]}: ${error.message}`,
    remedy: reason[1],
    exit: exitCode.cloudFailed,
    cause: error,
  });
}

const again = "Then run the command again: it goes on where it stopped.";
const reasons: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  CodeDeliveryFailureException: [
    "the e-mail was not sent",
    `Check the user pool's e-mail settings. ${again}`,
  ],
  LimitExceededException: [
    "the user pool's limit is reached",
    `Cognito itself sends 50 e-mails a day: wait, or set the pool up with SES. ${again}`,
  ],
  InvalidParameterException: ["Cognito did not take the address", "Check the address."],
  UnexpectedLambdaException: ["a sign-in function failed", `See "plinth logs", and mend it. ${again}`],
  UserLambdaValidationException: [
    "a sign-in function of the project refused",
    "Change the function (its trigger is preSignUp), or invite another address.",
  ],
};
