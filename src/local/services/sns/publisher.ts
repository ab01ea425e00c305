import { deliveries } from "../../kernel/deliveries.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import { bury, deliver, type Work } from "./deliver.ts";
import { wants } from "./filter.ts";
import type { Notification } from "./notification.ts";
import type { SnsState } from "./state.ts";

/** Takes messages to the subscriptions that want them, with retries. */
export interface Publisher {
  publish(notification: Notification): void;
  start(): void;
  stop(): Promise<void>;
}

/** AWS retries for 23 days; nobody waits that long for a laptop. */
const limits = { maximumRetries: 20, maximumAgeSeconds: 3600 };

export function publisher(state: SnsState, context: ServiceContext): Publisher {
  const underWay = deliveries<Work>("sns.deliveries", context, {
    attempt: (work) => deliver(work, context),
    giveUp: (work, error) => bury(work, error, context),
  });
  return {
    publish(notification) {
      context.store.transaction(() => {
        for (const { value: subscription } of state.subscriptions.list({
          prefix: `${notification.topicArn}:`,
        })) {
          if (subscription.token === null && wants(subscription, notification))
            underWay.add({ notification, subscription }, limits);
        }
      });
    },
    start: () => underWay.start(),
    stop: () => underWay.stop(),
  };
}
