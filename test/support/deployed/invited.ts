import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";
import { decodeJwt, type JWTPayload } from "jose";
import type { DeployedProject } from "../deployed-project.ts";

export interface Email {
  readonly to: readonly string[];
  readonly subject: string | null;
  readonly html: string | null;
}

/** The e-mails that somebody got, newest first. */
export async function emailsTo(endpoint: string, address: string): Promise<readonly Email[]> {
  const answer = await fetch(`${endpoint}/_plinth/outbox?to=${encodeURIComponent(address)}`);
  const { messages } = (await answer.json()) as { messages: readonly Email[] };
  return messages;
}

/** Signs somebody in with the temporary password of their last invitation, as they do: by SRP, with a new password. */
export async function signInAsInvited(
  { cloud, values }: DeployedProject,
  email: string,
): Promise<{ readonly access: JWTPayload; readonly id: JWTPayload }> {
  const { region, endpoint, credentials } = cloud;
  const cognito = new CognitoIdentityProviderClient({ region, endpoint, credentials });
  const ClientId = values["user-pool/client-id"] ?? "";
  const password = temporaryPassword((await emailsTo(endpoint, email))[0]);
  const session = createSrpSession(email, password, values["user-pool/id"] ?? "", false);
  const started = await cognito.send(
    new InitiateAuthCommand(
      wrapInitiateAuth(session, {
        ClientId,
        AuthFlow: "USER_SRP_AUTH" as const,
        AuthParameters: { USERNAME: email },
      }),
    ),
  );
  const verified = await cognito.send(
    new RespondToAuthChallengeCommand(
      wrapAuthChallenge(signSrpSession(session, { ...started, ChallengeName: started.ChallengeName ?? "" }), {
        ClientId,
        ChallengeName: "PASSWORD_VERIFIER" as const,
        Session: started.Session,
        ChallengeResponses: { USERNAME: email },
      }),
    ),
  );
  const { AuthenticationResult } = await cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: verified.Session,
      ChallengeResponses: { USERNAME: email, NEW_PASSWORD: "Correct-horse-battery-7" },
    }),
  );
  cognito.destroy();
  return {
    access: decodeJwt(AuthenticationResult?.AccessToken ?? ""),
    id: decodeJwt(AuthenticationResult?.IdToken ?? ""),
  };
}

function temporaryPassword(email: Email | undefined): string {
  const [, password] = /temporary password is (\S+?)\. /.exec(email?.html ?? "") ?? [];
  if (password === undefined) throw new Error(`No temporary password in ${JSON.stringify(email)}`);
  return password;
}
