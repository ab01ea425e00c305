import type { DeployResult } from "../../operations/deploy.ts";
import type { Style } from "../style.ts";
import { renderPlan } from "./deploy-plan.ts";
import { duration } from "./step.ts";

/** What `plinth deploy` says in the end: whether anything changed, and where the stage answers. */
export function renderDeploy(result: DeployResult, style: Style): string {
  const { plan, outputs, stage, changed, client } = result;
  if (outputs === null && plan.stacks.length > 0) return renderPlan(plan, style);
  const time = style.dim(`(${duration(result.milliseconds)})`);
  const head = changed
    ? `${style.green("Deployed")} to ${stage} ${time}`
    : `${style.green("Up to date")}: ${stage} is what the project says ${time}`;
  const rows: [string, string | null][] = [
    ["GraphQL", outputs?.graphqlUrl ?? null],
    ["Live updates", outputs?.realtimeUrl ?? null],
    ["HTTP", outputs?.httpUrl ?? null],
    ["User pool", outputs?.userPoolId ?? null],
    ["For your app", client],
  ];
  const lines = rows.flatMap(([name, value]) =>
    value === null ? [] : [`  ${name.padEnd(13)} ${style.cyan(value)}`],
  );
  const last = result.temporary
    ? ["", "It answers while the local cloud runs: plinth dev, or plinth cloud start."]
    : [];
  return `${[head, ...lines, ...last].join("\n")}\n`;
}
