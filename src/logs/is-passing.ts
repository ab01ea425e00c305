/**
 * Is it a matter of time? Then the same request can succeed a moment later: the network, too many requests at once, a fault
 * on the other side.
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/Throttl|TooManyRequests|LimitExceeded|ServiceUnavailable|InternalFailure|Timeout/.test(error.name))
    return true;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  if (status >= 500) return true;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE|ENETUNREACH|EHOSTUNREACH)/.test(code);
}
