import type { Stage } from "@aws-sdk/client-apigatewayv2";

interface Bucket {
  tokens: number;
  /** Milliseconds since 1970. */
  filled: number;
}

/**
 * Token buckets of routes, where a stage sets a rate: a route's own settings before the stage's.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 *
 * @param now milliseconds since 1970
 */
export function throttle(now: () => number) {
  const buckets = new Map<string, Bucket>();

  /** @returns whether the request may go on */
  return (
    apiId: string,
    { StageName, DefaultRouteSettings, RouteSettings }: Stage,
    routeKey: string,
  ): boolean => {
    const own = RouteSettings?.[routeKey];
    const rate = own?.ThrottlingRateLimit ?? DefaultRouteSettings?.ThrottlingRateLimit;
    if (rate === undefined) return true;
    const burst = own?.ThrottlingBurstLimit ?? DefaultRouteSettings?.ThrottlingBurstLimit ?? Math.ceil(rate);
    const key = `${apiId}/${StageName}/${routeKey}`;
    const time = now();
    const bucket = buckets.get(key) ?? { tokens: burst, filled: time };
    bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.filled) / 1000) * rate);
    bucket.filled = time;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
