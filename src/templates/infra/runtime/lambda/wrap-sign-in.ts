import { systemCaller } from "./caller.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { Invocation } from "./invocation.ts";
import { type AnyHandler, callHandler, internalError, reportError, startRun } from "./run.ts";

/** What Cognito invokes with. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html */
interface CognitoEvent {
  readonly triggerSource: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** What a sign-in function gets. */
export interface SignInEvent {
  /** `PreSignUp_SignUp`, `CustomMessage_ForgotPassword`, ... */
  readonly source: string;
  /** Cognito's `sub`; before sign-up there may be none. */
  readonly userId: string | null;
  readonly username: string;
  /** `email`, `name`, ... */
  readonly attributes: Readonly<Record<string, string>>;
  /** What the client sent along. Anybody can send anything. */
  readonly clientMetadata: Readonly<Record<string, string>>;
  /** In customMessage: the placeholder to write where Cognito puts the code. */
  readonly code: string | null;
}

/** What a preSignUp function may answer. */
export interface PreSignUpAnswer {
  readonly autoConfirmUser?: boolean;
  readonly autoVerifyEmail?: boolean;
  readonly autoVerifyPhone?: boolean;
}

/** What a customMessage function may answer; what is left out stays Cognito's own. The text must contain `code`. */
export interface CustomMessageAnswer {
  readonly emailSubject?: string;
  readonly emailMessage?: string;
  readonly smsMessage?: string;
}

/** What the other sign-in functions answer: nothing. */
export type NoAnswer = Readonly<Record<never, never>>;

/**
 * Turns a handler into a Lambda trigger of the user pool. It has five seconds, and Cognito may call it twice. What it
 * gives back becomes the trigger's response. A `FunctionError` refuses, and its message reaches the person at the screen.
 */
export function wrapSignIn(settings: FunctionSettings, handler: AnyHandler) {
  return async (event: CognitoEvent, invocation: Invocation): Promise<CognitoEvent> => {
    const run = startRun(settings, systemCaller(null), event, invocation);
    try {
      const answer = await callHandler(run, handler, signInEvent(event));
      return { ...event, response: { ...event.response, ...Object(answer) } };
    } catch (error) {
      // Cognito shows the message: "PreSignUp failed with error <message>".
      throw reportError(run.log, error) ?? internalError(invocation.awsRequestId);
    }
  };
}

function signInEvent({ triggerSource, userName, request }: CognitoEvent): SignInEvent {
  const { userAttributes, clientMetadata, codeParameter } = request;
  const attributes = texts(userAttributes);
  return {
    source: triggerSource,
    userId: attributes["sub"] ?? null,
    username: userName,
    attributes,
    clientMetadata: texts(clientMetadata),
    code: typeof codeParameter === "string" ? codeParameter : null,
  };
}

function texts(value: unknown): Record<string, string> {
  const entries = Object.entries(Object(value)).filter((entry) => typeof entry[1] === "string");
  return Object.fromEntries(entries) as Record<string, string>;
}
