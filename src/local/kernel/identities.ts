import type { Access, Caller } from "./service.ts";

/** What the kernel needs to know of IAM and STS. Provided by `services/iam/`. */
export interface Identities {
  readonly anonymous: Caller;
  /** The secret of an access key; null: no such key, or its session token does not match or has expired. */
  secretOf(accessKeyId: string, sessionToken: string | null): string | null;
  /** Who holds a key that `secretOf` knows. */
  callerOf(accessKeyId: string): Caller;
  /**
   * @throws WireError AccessDenied with AWS's own sentence where no policy allows the access or one denies it
   */
  check(caller: Caller, access: Access): void;
}
