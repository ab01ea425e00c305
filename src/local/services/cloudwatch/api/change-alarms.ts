import type {
  DeleteAlarmsInput,
  DisableAlarmActionsInput,
  EnableAlarmActionsInput,
  SetAlarmStateInput,
} from "@aws-sdk/client-cloudwatch";
import type { Access, Operation } from "../../../kernel/service.ts";
import { parseAlarmRule } from "../alarms/alarm-rule.ts";
import { alarmArn, type CloudWatch } from "../cloud-watch.ts";
import { invalidValue, noSuchAlarm, validation } from "../errors.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
export const deleteAlarms = (cloudWatch: CloudWatch): Operation<DeleteAlarmsInput> => ({
  access: ({ AlarmNames }) => each(cloudWatch, "cloudwatch:DeleteAlarms", AlarmNames),

  handle({ AlarmNames = [] }) {
    const { state, context } = cloudWatch;
    const used = state.alarms
      .list()
      .filter(({ key, value }) => value.rule !== null && !AlarmNames.includes(key))
      .flatMap(({ value }) => parseAlarmRule(value.rule ?? "").children)
      .find((child) => AlarmNames.includes(child));
    if (used !== undefined) throw validation(`Cannot delete ${used}: a composite alarm depends on it.`);
    // Deleting what is not there is no error.
    context.store.transaction(() => {
      for (const name of AlarmNames) state.alarms.delete(name);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
export const setAlarmState = (cloudWatch: CloudWatch): Operation<SetAlarmStateInput> => ({
  access: ({ AlarmName }) => each(cloudWatch, "cloudwatch:SetAlarmState", [AlarmName ?? ""]),

  async handle({ AlarmName = "", StateValue, StateReason = "", StateReasonData }) {
    if (cloudWatch.state.alarms.get(AlarmName) === undefined) throw noSuchAlarm(AlarmName);
    if (StateValue !== "OK" && StateValue !== "ALARM" && StateValue !== "INSUFFICIENT_DATA")
      throw invalidValue(`The value ${StateValue} for parameter StateValue is invalid.`);
    await cloudWatch.alarms.transition(AlarmName, {
      state: StateValue,
      reason: StateReason,
      reasonData: StateReasonData ?? "{}",
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = (cloudWatch: CloudWatch): Operation<EnableAlarmActionsInput> =>
  switched(cloudWatch, "cloudwatch:EnableAlarmActions", true);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html */
export const disableAlarmActions = (cloudWatch: CloudWatch): Operation<DisableAlarmActionsInput> =>
  switched(cloudWatch, "cloudwatch:DisableAlarmActions", false);

function switched(
  cloudWatch: CloudWatch,
  action: string,
  actionsEnabled: boolean,
): Operation<EnableAlarmActionsInput> {
  return {
    access: ({ AlarmNames }) => each(cloudWatch, action, AlarmNames),
    handle({ AlarmNames = [] }) {
      for (const name of AlarmNames) {
        const alarm = cloudWatch.state.alarms.get(name);
        if (alarm !== undefined) cloudWatch.state.alarms.put(name, { ...alarm, actionsEnabled });
      }
      return {};
    },
  };
}

function each({ context }: CloudWatch, action: string, names: readonly string[] = []): Access[] {
  return names.map((name) => ({ action, resource: alarmArn(name, context) }));
}
