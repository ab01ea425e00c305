import { asService } from "../../../kernel/callers.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { poolArn } from "../access.ts";
import type { Engine } from "../engine.ts";
import type { UserPool } from "../state.ts";

export type TriggerName =
  | "PreSignUp"
  | "PostConfirmation"
  | "PreAuthentication"
  | "PostAuthentication"
  | "PreTokenGeneration"
  | "CustomMessage"
  | "UserMigration"
  | "DefineAuthChallenge"
  | "CreateAuthChallenge"
  | "VerifyAuthChallengeResponse";

export interface TriggerCall {
  /** `PreSignUp_SignUp` */
  readonly source: string;
  readonly version?: string;
  readonly userName: string | null;
  /** What AWS puts in where no app client is known. */
  readonly clientId: string | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** "Your Lambda function must respond within 5 seconds. If it doesn't ..., Amazon Cognito retries the call. After three
 * unsuccessful attempts, the function times out." Functions that run twice show it here, too. */
const patience = 5000;
const mostAttempts = 3;

/**
 * Asks a pool's function.
 *
 * @returns the response part of what the function returned; null: the pool has no such trigger
 * @throws WireError UserLambdaValidationException with the function's own error text, UnexpectedLambdaException,
 * InvalidLambdaResponseException
 */
export async function invokeTrigger(
  { context }: Engine,
  pool: UserPool,
  trigger: TriggerName,
  call: TriggerCall,
): Promise<Readonly<Record<string, unknown>> | null> {
  const config = pool.settings.LambdaConfig;
  const arn =
    trigger === "PreTokenGeneration"
      ? (config?.PreTokenGenerationConfig?.LambdaArn ?? config?.PreTokenGeneration)
      : config?.[trigger];
  if (arn === undefined || arn === "") return null;
  const event = {
    version: call.version ?? "1",
    region: context.region,
    userPoolId: pool.id,
    userName: call.userName,
    callerContext: {
      awsSdkVersion: "aws-sdk-unknown-unknown",
      clientId: call.clientId ?? "CLIENT_ID_NOT_APPLICABLE",
    },
    triggerSource: call.source,
    request: call.request,
    response: call.response,
  };
  const invoke = () =>
    context.call(
      "lambda",
      "Invoke",
      {
        FunctionName: arn,
        InvocationType: "RequestResponse",
        Payload: Buffer.from(JSON.stringify(event)),
      },
      asService("cognito-idp.amazonaws.com", poolArn(pool.id, context), context),
    );
  const answer = await withinPatience(invoke, trigger);
  const text = Buffer.from((answer["Payload"] as Uint8Array | undefined) ?? []).toString("utf8");
  const payload = parse(text);
  if (answer["FunctionError"] !== undefined) throw failed(trigger, String(payload?.["errorMessage"] ?? text));
  const response = payload?.["response"];
  if (typeof response !== "object" || response === null)
    throw new WireError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  return response as Record<string, unknown>;
}

type Answer = Record<string, unknown>;

async function withinPatience(invoke: () => Promise<Answer>, trigger: TriggerName): Promise<Answer> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const answer = await answerInTime(invoke, trigger);
    if (answer !== null) return answer;
  }
  throw unexpected(`${trigger} invocation failed due to error TimeoutException.`);
}

/** @returns null: it took too long */
async function answerInTime(invoke: () => Promise<Answer>, trigger: TriggerName): Promise<Answer | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([invoke(), tooLong]);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw unexpected(`${trigger} invocation failed due to error ${error.code}.`);
  } finally {
    clearTimeout(timer);
  }
}

function failed(trigger: TriggerName, text: string): WireError {
  const sentence = text.endsWith(".") ? text : `${text}.`;
  return new WireError("UserLambdaValidationException", `${trigger} failed with error ${sentence}`);
}

function unexpected(message: string): WireError {
  return new WireError("UnexpectedLambdaException", message);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
