import type {
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListRulesRequest,
  ListRulesResponse,
  Rule as Presented,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import type { EventBridge, Names } from "../event-bridge.ts";
import { page } from "../page.ts";
import type { Rule } from "../state.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = ({
  names,
  context,
}: EventBridge): Operation<DescribeRuleRequest, DescribeRuleResponse> => ({
  access: (input) => names.access("events:DescribeRule", input.EventBusName, input.Name),
  handle: ({ EventBusName, Name }) => ({
    ...present(names.rule(EventBusName, Name), names),
    CreatedBy: context.accountId,
  }),
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules = ({ state, names }: EventBridge): Operation<ListRulesRequest, ListRulesResponse> => ({
  access: (input) => names.access("events:ListRules", input.EventBusName, undefined),

  handle({ EventBusName, NamePrefix = "", NextToken, Limit }) {
    const prefix = `${names.bus(EventBusName).name}/${NamePrefix}`;
    const { items, next } = page(state.rules.list({ prefix }), NextToken, Limit);
    return { Rules: items.map(({ value }) => present(value, names)), NextToken: next };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html */
export const listRuleNamesByTarget = ({
  state,
  names,
}: EventBridge): Operation<ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse> => ({
  access: (input) => names.access("events:ListRuleNamesByTarget", input.EventBusName, undefined),

  handle({ EventBusName, TargetArn, NextToken, Limit }) {
    const found = state.rules
      .list({ prefix: `${names.bus(EventBusName).name}/` })
      .filter(({ value }) => value.targets.some(({ Arn }) => Arn === TargetArn));
    const { items, next } = page(found, NextToken, Limit);
    return { RuleNames: items.map(({ value }) => value.name), NextToken: next };
  },
});

function present(rule: Rule, names: Names): Presented {
  return {
    Name: rule.name,
    Arn: names.ruleArn(rule.bus, rule.name),
    EventBusName: rule.bus,
    Description: rule.description ?? undefined,
    EventPattern: rule.pattern ?? undefined,
    ScheduleExpression: rule.schedule ?? undefined,
    State: rule.state,
    RoleArn: rule.roleArn ?? undefined,
  };
}
