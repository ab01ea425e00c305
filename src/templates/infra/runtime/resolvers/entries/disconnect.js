import { extensions } from "@aws-appsync/utils";

/** Around `disconnect`: AppSync takes invalidations from here only. */
export function request(ctx) {
  ctx.stash.spec = spec;
  return {};
}

export function response(ctx) {
  const { subscriptions, payload, more } = ctx.stash;
  subscriptions.forEach((subscriptionField) => {
    extensions.invalidateSubscriptions({ subscriptionField, payload });
  });
  return more;
}
