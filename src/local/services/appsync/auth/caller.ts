import type { AuthenticationType } from "@aws-sdk/client-appsync";
import type { Caller } from "../../../kernel/service.ts";

/** Who uses an API, and how they have shown it. */
export interface ApiCaller {
  readonly mode: AuthenticationType;
  /** `ctx.identity` */
  readonly identity: Readonly<Record<string, unknown>> | null;
  /** Of user pools. */
  readonly groups: readonly string[];
  /** AWS_IAM: whose policies decide over fields. */
  readonly iam: Caller | null;
  /** AWS_LAMBDA: `Type.field` or ARNs. */
  readonly deniedFields: readonly string[];
}

/** 401 of a whole request. */
export class Unauthorized extends Error {}
