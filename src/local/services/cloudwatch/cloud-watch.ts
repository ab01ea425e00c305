import type { Access, Call, ServiceContext } from "../../kernel/service.ts";
import type { Alarms } from "./alarms/alarms.ts";
import type { CloudWatchState } from "./state.ts";

/** What every operation needs. */
export interface CloudWatch {
  readonly state: CloudWatchState;
  readonly context: ServiceContext;
  readonly alarms: Alarms;
}

export function alarmArn(name: string, { region, accountId }: ServiceContext): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

/** Dashboards are global: no region. */
export function dashboardArn(name: string, { accountId }: ServiceContext): string {
  return `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
}

/** Reading metrics knows no resources. */
export function everything(action: string): Access[] {
  return [{ action, resource: "*" }];
}

/** AWS's own services report metrics and need nobody's leave. */
export function unlessService({ caller }: Call, access: Access[]): Access[] {
  return caller.kind === "service" ? [] : access;
}
