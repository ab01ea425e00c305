import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";

/** Where the stage is: a part of `plinth deploy --json`. */
export interface Stage {
  readonly region: string;
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
}

/** The temporary password of an invitation, from the local cloud's outbox. */
export async function invitedWith(stage: Stage, email: string): Promise<string> {
  const { origin } = new URL(stage.graphqlUrl);
  const response = await fetch(`${origin}/_plinth/outbox?to=${encodeURIComponent(email)}&limit=1`);
  const { messages } = (await response.json()) as {
    messages: readonly { text: string | null; html: string | null }[];
  };
  const [message] = messages;
  const found = /temporary password is (\S+)\.\s*$/.exec(message?.text ?? message?.html ?? "");
  if (found?.[1] === undefined)
    throw new Error(`No invitation came to ${email}: ${JSON.stringify(messages)}`);
  return found[1];
}

/**
 * Signs in by SRP, the way browsers do: the password never leaves the machine. The first time, a new password takes the
 * place of the temporary one.
 *
 * @returns the access token
 */
export async function signIn(stage: Stage, email: string, password: string, next: string): Promise<string> {
  const { region, userPoolId, userPoolClientId: ClientId } = stage;
  const client = new CognitoIdentityProviderClient({
    region,
    endpoint: new URL(stage.graphqlUrl).origin,
    // Signing in is not signed.
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
  });
  const session = createSrpSession(email, password, userPoolId, false);
  const begin = { ClientId, AuthFlow: "USER_SRP_AUTH" as const, AuthParameters: { USERNAME: email } };
  const started = await client.send(new InitiateAuthCommand(wrapInitiateAuth(session, begin)));
  const signed = signSrpSession(session, { ...started, ChallengeName: started.ChallengeName ?? "" });
  const proof = {
    ClientId,
    ChallengeName: "PASSWORD_VERIFIER" as const,
    Session: started.Session,
    ChallengeResponses: { USERNAME: email },
  };
  let answer = await client.send(new RespondToAuthChallengeCommand(wrapAuthChallenge(signed, proof)));
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED") {
    answer = await client.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: answer.ChallengeName,
        Session: answer.Session,
        ChallengeResponses: { USERNAME: email, NEW_PASSWORD: next },
      }),
    );
  }
  client.destroy();
  const token = answer.AuthenticationResult?.AccessToken;
  if (token === undefined) throw new Error(`No token for ${email}, but ${answer.ChallengeName}`);
  return token;
}
