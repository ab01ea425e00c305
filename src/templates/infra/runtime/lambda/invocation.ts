/** What Lambda tells about one invocation, as far as the runtime uses it. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}
