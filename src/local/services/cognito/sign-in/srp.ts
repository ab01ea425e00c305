import { createHmac, timingSafeEqual } from "node:crypto";
import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { invalidParameter, wrongPassword } from "../errors.ts";
import { isDegenerate, srpPublicValue, srpServerKey, srpSignature, srpVerifier } from "../passwords/srp.ts";
import type { CustomAuthState, PasswordVerifier, SignInSession, User, UserPool } from "../state.ts";
import { preAuthentication } from "../triggers/user-events.ts";
import { checkAttempts, countFailure } from "../users/attempts.ts";
import { type Attempt, challenge, knownUser, userOf } from "./attempt.ts";

type Answers = Readonly<Record<string, string>>;

/** The first step of SRP: shows the salt and the server's public value, for users who do not exist as well. */
export async function startSrp(
  attempt: Attempt,
  parameters: Answers,
  custom?: CustomAuthState,
): Promise<InitiateAuthResponse> {
  const { USERNAME: name, SRP_A: A } = parameters;
  if (!name) throw invalidParameter("Missing required parameter USERNAME");
  if (!A) throw invalidParameter("Missing required parameter SRP_A");
  if (isDegenerate(A)) throw invalidParameter("Invalid SRP_A");
  const { engine, pool, client } = attempt;
  const user = knownUser(attempt, name);
  await preAuthentication(engine, pool, client, user, name, attempt.validationData);
  if (user !== undefined) checkAttempts(engine, user);
  const userId = user?.username ?? invented(pool, name, "id").slice(0, 36);
  const { salt, verifier } = user?.password ?? inventedPassword(pool, userId);
  const b = engine.context.ids.hex(64);
  const B = srpPublicValue(verifier, b);
  const secretBlock = engine.context.ids.bytes(1024).toString("base64");
  return challenge(
    attempt,
    "PASSWORD_VERIFIER",
    { SALT: salt, SRP_B: B, SECRET_BLOCK: secretBlock, USERNAME: userId, USER_ID_FOR_SRP: userId },
    {
      username: user?.username ?? null,
      srp: { b, A, B, secretBlock, userId },
      ...(custom && { custom }),
    },
  );
}

/**
 * The second step: the client's proof that it knows the password.
 *
 * @throws WireError NotAuthorizedException
 */
export function finishSrp(attempt: Attempt, session: SignInSession, answers: Answers): User {
  const { engine, pool } = attempt;
  const user = userOf(attempt, session);
  checkAttempts(engine, user);
  const {
    PASSWORD_CLAIM_SIGNATURE: proof = "",
    TIMESTAMP: timestamp = "",
    PASSWORD_CLAIM_SECRET_BLOCK: block,
  } = answers;
  if (session.srp === undefined || user.password === null || block !== session.srp.secretBlock)
    throw wrongPassword();
  const { b, A, B, userId } = session.srp;
  const key = srpServerKey(user.password.verifier, b, A, B);
  const wanted = Buffer.from(srpSignature(key, pool.id, userId, block, timestamp));
  const given = Buffer.from(proof);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    countFailure(engine, pool, user);
    throw wrongPassword();
  }
  return user;
}

/** The same answer every time for somebody who does not exist, so that asking twice tells nothing. */
function inventedPassword(pool: UserPool, userId: string): PasswordVerifier {
  const salt = invented(pool, userId, "salt").slice(0, 32);
  return { salt, verifier: srpVerifier(pool.id, userId, invented(pool, userId, "password"), salt) };
}

function invented(pool: UserPool, name: string, purpose: string): string {
  const digest = createHmac("sha256", pool.pepper).update(`${purpose}:${name.toLowerCase()}`).digest("hex");
  if (purpose !== "id") return digest;
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
