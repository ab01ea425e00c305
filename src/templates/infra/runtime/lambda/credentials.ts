import { environmentVariable, optionalVariable } from "./environment.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
}

/** The function's own role, as Lambda puts it into the environment. Read anew each time: a long-lived environment may get new ones. */
export function lambdaCredentials(): Credentials {
  const sessionToken = optionalVariable("AWS_SESSION_TOKEN");
  return {
    accessKeyId: environmentVariable("AWS_ACCESS_KEY_ID"),
    secretAccessKey: environmentVariable("AWS_SECRET_ACCESS_KEY"),
    region: environmentVariable("AWS_REGION"),
    ...(sessionToken !== undefined && { sessionToken }),
  };
}
