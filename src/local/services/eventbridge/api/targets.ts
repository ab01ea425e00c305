import type {
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { EventBridge } from "../event-bridge.ts";
import { page } from "../page.ts";
import { checkTarget } from "../targets/check-target.ts";

const mostTargets = 5;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets = ({
  state,
  names,
}: EventBridge): Operation<PutTargetsRequest, PutTargetsResponse> => ({
  access: (input) => names.access("events:PutTargets", input.EventBusName, input.Rule),

  handle({ EventBusName, Rule, Targets = [] }) {
    const rule = names.rule(EventBusName, Rule);
    for (const target of Targets) checkTarget(target);
    const ids = new Set(Targets.map(({ Id }) => Id));
    const targets = [...rule.targets.filter(({ Id }) => !ids.has(Id)), ...Targets];
    if (targets.length > mostTargets)
      throw new WireError(
        "LimitExceededException",
        "The requested resource exceeds the maximum number allowed.",
      );
    state.rules.put(`${rule.bus}/${rule.name}`, { ...rule, targets });
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets = ({
  state,
  names,
}: EventBridge): Operation<RemoveTargetsRequest, RemoveTargetsResponse> => ({
  access: (input) => names.access("events:RemoveTargets", input.EventBusName, input.Rule),

  handle({ EventBusName, Rule, Ids = [] }) {
    const rule = names.rule(EventBusName, Rule);
    const targets = rule.targets.filter(({ Id = "" }) => !Ids.includes(Id));
    state.rules.put(`${rule.bus}/${rule.name}`, { ...rule, targets });
    const unknown = Ids.filter((id) => !rule.targets.some(({ Id }) => Id === id));
    return {
      FailedEntryCount: unknown.length,
      FailedEntries: unknown.map((TargetId) => ({
        TargetId,
        ErrorCode: "ResourceNotFoundException",
        ErrorMessage: `Rule ${rule.name} does not have target(s) with IDs: ${TargetId}.`,
      })),
    };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule = ({
  names,
}: EventBridge): Operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse> => ({
  access: (input) => names.access("events:ListTargetsByRule", input.EventBusName, input.Rule),

  handle({ EventBusName, Rule, NextToken, Limit }) {
    const { items, next } = page(names.rule(EventBusName, Rule).targets, NextToken, Limit);
    return { Targets: items, NextToken: next };
  },
});
