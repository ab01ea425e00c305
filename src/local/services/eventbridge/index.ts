import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import {
  createEventBus,
  deleteEventBus,
  describeEventBus,
  listEventBuses,
  updateEventBus,
} from "./api/buses.ts";
import { putPermission, removePermission } from "./api/permissions.ts";
import { putEvents, testEventPattern } from "./api/put-events.ts";
import { deleteRule, disableRule, enableRule, putRule } from "./api/put-rule.ts";
import { describeRule, listRuleNamesByTarget, listRules } from "./api/rules.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import { listTargetsByRule, putTargets, removeTargets } from "./api/targets.ts";
import { type EventBridge, openNames } from "./event-bridge.ts";
import model from "./model.gen.json" with { type: "json" };
import { eventsEventBus } from "./resources/events-event-bus.ts";
import { eventsRule } from "./resources/events-rule.ts";
import { router } from "./router.ts";
import { eventBridgeState } from "./state.ts";

/** EventBridge: buses, rules and their targets. */
export function eventBridge(context: ServiceContext): Service {
  const state = eventBridgeState(context.store);
  const names = openNames(state, context);
  const all: EventBridge = { state, context, names, router: router(state, names, context) };
  return {
    name: "eventbridge",
    models: [model as ServiceModel],
    operations: {
      CreateEventBus: createEventBus(all),
      DeleteEventBus: deleteEventBus(all),
      DeleteRule: deleteRule(all),
      DescribeEventBus: describeEventBus(all),
      DescribeRule: describeRule(all),
      DisableRule: disableRule(all),
      EnableRule: enableRule(all),
      ListEventBuses: listEventBuses(all),
      ListRuleNamesByTarget: listRuleNamesByTarget(all),
      ListRules: listRules(all),
      ListTagsForResource: listTagsForResource(all),
      ListTargetsByRule: listTargetsByRule(all),
      PutEvents: putEvents(all),
      PutPermission: putPermission(all),
      PutRule: putRule(all),
      PutTargets: putTargets(all),
      RemovePermission: removePermission(all),
      RemoveTargets: removeTargets(all),
      TagResource: tagResource(all),
      TestEventPattern: testEventPattern(),
      UntagResource: untagResource(all),
      UpdateEventBus: updateEventBus(all),
    },
    resources: { [eventsRule.type]: eventsRule, [eventsEventBus.type]: eventsEventBus },
    start: () => all.router.start(),
    stop: () => all.router.stop(),
  };
}
