import type {
  DeleteRuleRequest,
  DisableRuleRequest,
  EnableRuleRequest,
  PutRuleRequest,
  PutRuleResponse,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import { parseEventPattern } from "../../../patterns/event-pattern.ts";
import { parseSchedule } from "../../../schedules/schedule-expression.ts";
import { invalidPattern, validation } from "../errors.ts";
import type { EventBridge } from "../event-bridge.ts";
import type { Rule } from "../state.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const putRule = ({
  state,
  names,
  context,
}: EventBridge): Operation<PutRuleRequest, PutRuleResponse> => ({
  access: (input) => names.access("events:PutRule", input.EventBusName, input.Name),

  handle(input) {
    const { name: bus } = names.bus(input.EventBusName);
    const name = input.Name ?? "";
    if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) throw validation(`Parameter Name ${name} is not valid.`);
    const existing = state.rules.get(`${bus}/${name}`);
    const rule: Rule = {
      name,
      bus,
      description: input.Description ?? null,
      pattern: checkPattern(input.EventPattern),
      schedule: checkSchedule(input.ScheduleExpression, bus),
      state: input.State ?? "ENABLED",
      roleArn: input.RoleArn ?? null,
      targets: existing?.targets ?? [],
      tags: existing?.tags ?? Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
      createdAt:
        existing !== undefined && existing.schedule === (input.ScheduleExpression ?? null)
          ? existing.createdAt
          : context.clock.now(),
    };
    if (rule.pattern === null && rule.schedule === null)
      throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    if (!["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"].includes(rule.state))
      throw validation(`Parameter State ${rule.state} is not valid.`);
    state.rules.put(`${bus}/${name}`, rule);
    return { RuleArn: names.ruleArn(bus, name) };
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule = ({ state, names }: EventBridge): Operation<DeleteRuleRequest> => ({
  access: (input) => names.access("events:DeleteRule", input.EventBusName, input.Name),

  handle({ EventBusName, Name }) {
    const key = `${names.bus(EventBusName).name}/${Name}`;
    // Deleting what is not there is no error.
    if ((state.rules.get(key)?.targets.length ?? 0) > 0)
      throw validation("Rule can't be deleted since it has targets.");
    state.rules.delete(key);
    return {};
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
export const enableRule = (eventBridge: EventBridge): Operation<EnableRuleRequest> =>
  switched(eventBridge, "events:EnableRule", "ENABLED");

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const disableRule = (eventBridge: EventBridge): Operation<DisableRuleRequest> =>
  switched(eventBridge, "events:DisableRule", "DISABLED");

function switched(
  { state, names }: EventBridge,
  action: string,
  to: "ENABLED" | "DISABLED",
): Operation<EnableRuleRequest> {
  return {
    access: (input) => names.access(action, input.EventBusName, input.Name),
    handle({ EventBusName, Name }) {
      const rule = names.rule(EventBusName, Name);
      state.rules.put(`${rule.bus}/${rule.name}`, { ...rule, state: to });
      return {};
    },
  };
}

function checkPattern(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  try {
    parseEventPattern(text);
  } catch (error) {
    throw invalidPattern((error as Error).message);
  }
  return text;
}

function checkSchedule(text: string | undefined, bus: string): string | null {
  if (text === undefined || text === "") return null;
  if (bus !== "default") throw validation("ScheduleExpression is supported only on the default event bus.");
  try {
    if (parseSchedule(text, "UTC").kind !== "at") return text;
  } catch {
    // Said below.
  }
  throw validation("Parameter ScheduleExpression is not valid.");
}
