import type { AssumeRoleResponse, Credentials } from "@aws-sdk/client-sts";
import { asService } from "../../../kernel/callers.ts";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";

/** A function's own identity: the credentials in its environment, and the same for what Lambda does on its behalf. */
export interface RoleSession {
  readonly credentials: Credentials;
  readonly caller: Caller;
}

const cannotAssume = "The role defined for the function cannot be assumed by Lambda.";
const seconds = 12 * 60 * 60;
/** A process may live this long with the credentials it was started with. */
const renewBefore = 11 * 60 * 60 * 1000;

/** Takes functions' roles, and keeps the sessions for as long as a new process can live with them. */
export function roleSessions(context: ServiceContext) {
  const kept = new Map<string, RoleSession & { readonly endsAt: number }>();

  return async (functionName: string, roleArn: string): Promise<RoleSession> => {
    const key = `${functionName} ${roleArn}`;
    const known = kept.get(key);
    if (known !== undefined && known.endsAt - context.clock.now() > renewBefore) return known;
    const session = await take(functionName, roleArn).catch(refused);
    kept.set(key, { ...session, endsAt: context.clock.now() + seconds * 1000 });
    return session;
  };

  async function take(functionName: string, roleArn: string): Promise<RoleSession> {
    const { region, accountId } = context;
    const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
    const answer = (await context.call(
      "sts",
      "AssumeRole",
      // Names of sessions have at least two characters.
      { RoleArn: roleArn, RoleSessionName: functionName.padEnd(2, "_"), DurationSeconds: seconds },
      asService("lambda.amazonaws.com", functionArn, context),
    )) as Partial<AssumeRoleResponse>;
    return {
      credentials: answer.Credentials as Credentials,
      caller: {
        kind: "role",
        arn: answer.AssumedRoleUser?.Arn ?? "",
        accountId,
        userId: answer.AssumedRoleUser?.AssumedRoleId ?? "",
        roleArn,
        servicePrincipal: null,
        sessionPolicies: [],
        tags: {},
      },
    };
  }
}

/** @throws WireError AccessDeniedException, as an invocation answers it */
function refused(error: unknown): never {
  if (!(error instanceof WireError)) throw error;
  throw new WireError("AccessDeniedException", cannotAssume, 403, { Type: "User" });
}

export type RoleSessions = ReturnType<typeof roleSessions>;

/** @throws WireError InvalidParameterValueException where Lambda may not take the role */
export async function checkRole(
  sessions: RoleSessions,
  functionName: string,
  roleArn: string,
): Promise<void> {
  try {
    await sessions(functionName, roleArn);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw invalidParameter(cannotAssume);
  }
}
