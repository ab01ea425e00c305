import { extensions } from "@aws-appsync/utils";

/** Around `subscribe`: AppSync takes filters from here only. */
export function request(ctx) {
  ctx.stash.spec = spec;
  return {};
}

export function response(ctx) {
  const { subscription, invalidation } = ctx.stash;
  if (subscription) extensions.setSubscriptionFilter(subscription);
  extensions.setSubscriptionInvalidationFilter(invalidation);
  return null;
}
