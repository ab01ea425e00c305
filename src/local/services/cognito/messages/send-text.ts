import { asService } from "../../../kernel/callers.ts";
import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { poolArn } from "../access.ts";
import type { Engine } from "../engine.ts";
import type { UserPool } from "../state.ts";

/**
 * Sends a text message through SNS, in the role that the pool names for it; it lands in the outbox.
 *
 * @throws WireError CodeDeliveryFailureException, InvalidSmsRoleTrustRelationshipException,
 * InvalidSmsRoleAccessPolicyException
 */
export async function sendText(engine: Engine, pool: UserPool, to: string, text: string): Promise<void> {
  const role = await roleOf(engine, pool);
  try {
    await engine.context.call("sns", "Publish", { PhoneNumber: to, Message: text }, role);
  } catch (error) {
    if (!(error instanceof WireError) || error.code !== "AccessDenied") throw error;
    throw new WireError(
      "InvalidSmsRoleAccessPolicyException",
      "Role does not have permission to publish with SNS",
    );
  }
}

async function roleOf({ context }: Engine, pool: UserPool): Promise<Caller> {
  const { SnsCallerArn: RoleArn, ExternalId } = pool.settings.SmsConfiguration ?? {};
  if (RoleArn === undefined)
    throw new WireError(
      "CodeDeliveryFailureException",
      "Unable to deliver the message: the user pool has no SmsConfiguration.",
    );
  try {
    const answer = await context.call(
      "sts",
      "AssumeRole",
      { RoleArn, RoleSessionName: "CognitoSms", ...(ExternalId !== undefined && { ExternalId }) },
      asService("cognito-idp.amazonaws.com", poolArn(pool.id, context), context),
    );
    const { AccessKeyId = "" } = answer["Credentials"] as { AccessKeyId?: string };
    return context.identities.callerOf(AccessKeyId);
  } catch (error) {
    if (!(error instanceof WireError) || error.code !== "AccessDenied") throw error;
    throw new WireError(
      "InvalidSmsRoleTrustRelationshipException",
      "Role does not have a trust relationship allowing Cognito to assume the role",
    );
  }
}
