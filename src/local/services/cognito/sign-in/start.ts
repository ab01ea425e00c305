import type { AuthFlowType, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidParameter, wrongPassword } from "../errors.ts";
import { allowsFlow } from "../pools/client-settings.ts";
import { checkSecretHash } from "../pools/find.ts";
import { grantOf } from "../tokens/refresh-tokens.ts";
import type { Attempt } from "./attempt.ts";
import { startChoice } from "./choice.ts";
import { startCustomAuth } from "./custom-auth.ts";
import { signInWithPassword } from "./password.ts";
import { refresh } from "./refresh.ts";
import { startSrp } from "./srp.ts";

/** What InitiateAuth and AdminInitiateAuth do. */
export async function startSignIn(
  attempt: Attempt,
  flow: AuthFlowType | undefined,
  parameters: Readonly<Record<string, string>> = {},
): Promise<InitiateAuthResponse> {
  const { client, engine } = attempt;
  switch (flow) {
    case "REFRESH_TOKEN":
    case "REFRESH_TOKEN_AUTH": {
      requireFlow(attempt, "REFRESH_TOKEN_AUTH");
      const token = parameters["REFRESH_TOKEN"];
      const grant = grantOf(engine, token);
      if (client.secret !== null)
        checkSecretHash(client, [grant?.username, parameters["USERNAME"]], parameters["SECRET_HASH"]);
      return { AuthenticationResult: await refresh(attempt, token), ChallengeParameters: {} };
    }
    case "USER_SRP_AUTH":
      prepare(attempt, flow, parameters);
      return await startSrp(attempt, parameters);
    case "USER_PASSWORD_AUTH":
      if (attempt.admin) throw invalidParameter("Initiate Auth method not supported");
      prepare(attempt, flow, parameters);
      return await signInWithPassword(attempt, parameters["USERNAME"], parameters["PASSWORD"]);
    case "ADMIN_NO_SRP_AUTH":
    case "ADMIN_USER_PASSWORD_AUTH":
      if (!attempt.admin) throw invalidParameter("Initiate Auth method not supported");
      prepare(attempt, "ADMIN_USER_PASSWORD_AUTH", parameters);
      return await signInWithPassword(attempt, parameters["USERNAME"], parameters["PASSWORD"]);
    case "CUSTOM_AUTH":
      prepare(attempt, flow, parameters);
      return await startCustomAuth(attempt, parameters);
    case "USER_AUTH":
      prepare(attempt, flow, parameters);
      return await startChoice(attempt, parameters);
    default:
      throw notSupportedHere(`the authentication flow ${JSON.stringify(flow)}`);
  }
}

function prepare(attempt: Attempt, flow: string, parameters: Readonly<Record<string, string>>): void {
  requireFlow(attempt, flow);
  checkSecretHash(attempt.client, [parameters["USERNAME"]], parameters["SECRET_HASH"]);
  if (parameters["USERNAME"] === "") throw wrongPassword();
}

function requireFlow({ client, admin }: Attempt, flow: string): void {
  if (allowsFlow(client, flow)) return;
  if (admin) throw invalidParameter("Auth flow not enabled for this client");
  throw invalidParameter(
    flow === "USER_SRP_AUTH"
      ? `${flow} is not enabled for the client.`
      : `${flow} flow not enabled for this client`,
  );
}
