import type { BackendChange, DeployPlan } from "../../operations/deploy.ts";
import type { Style } from "../style.ts";

/** Longer lists are cut: a first deployment adds everything, and nobody reads it all. */
const longest = 20;

/** What a deployment is going to do, in plain words. */
export function renderPlan(plan: DeployPlan, style: Style): string {
  const lines = [
    ...(plan.bootstrap
      ? [
          `Prepares the account ${plan.account} for deployments in ${plan.region}, once (the CDK's bootstrap stack).`,
        ]
      : []),
    ...changeLines(plan.changes, style),
    ...plan.backfills.map(
      ({ kind, model, name, records }) =>
        `${style.yellow("~")} ${model}.${name} ${kind === "index" ? "takes in" : "is to hold for"} the ${records === 1 ? "record" : `${number(records)} records`} of before`,
    ),
    ...plan.dangers.map(({ sentence }) => `${style.red("!")} ${sentence} ${style.dim("(accepted)")}`),
    ...plan.stacks.map(
      ({ name, kind, added, changed, removed }) =>
        `${style.dim(`${name}:`)} ${kind === "create" ? `new, ${number(added)} resources` : counts({ added, changed, removed })}`,
    ),
    ...(plan.dangers.length === 0 && plan.stacks.some(({ kind }) => kind === "update")
      ? [style.dim("No record is lost, and nothing that holds data is replaced.")]
      : []),
  ];
  return `${style.bold(`Deploying to ${plan.stage}`)}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

function changeLines(changes: readonly BackendChange[], style: Style): readonly string[] {
  const lines = changes.map((change) => describe(change, style));
  if (lines.length <= longest) return lines;
  return [...lines.slice(0, longest), style.dim(`and ${lines.length - longest} more changes`)];
}

function describe(change: BackendChange, style: Style): string {
  const [plus, minus, tilde] = [style.green("+"), style.red("-"), style.yellow("~")];
  switch (change.kind) {
    case "addModel":
      return `${plus} model ${change.model}`;
    case "removeModel":
      return `${minus} model ${change.model}`;
    case "moveModel":
      return `${tilde} model ${change.model} moves from ${change.from} to ${change.to}`;
    case "addField":
      return `${plus} field ${change.model}.${change.field} ${style.dim(change.to)}`;
    case "removeField":
      return `${minus} field ${change.model}.${change.field}`;
    case "changeField":
      return `${tilde} field ${change.model}.${change.field} ${style.dim(`${change.from} becomes ${change.to}`)}`;
    case "addIndex":
      return `${plus} index ${change.model}.${change.index}`;
    case "removeIndex":
      return `${minus} index ${change.model}.${change.index}`;
    case "addUnique":
      return `${plus} unique ${change.model}.${change.unique}`;
    case "removeUnique":
      return `${minus} unique ${change.model}.${change.unique}`;
    case "addFunction":
      return `${plus} function ${change.function}`;
    case "removeFunction":
      return `${minus} function ${change.function}`;
  }
}

function counts({ added, changed, removed }: { added: number; changed: number; removed: number }): string {
  const parts = [
    ...(added > 0 ? [`${number(added)} added`] : []),
    ...(changed > 0 ? [`${number(changed)} changed`] : []),
    ...(removed > 0 ? [`${number(removed)} removed`] : []),
  ];
  return parts.length === 0 ? "settings change" : `${parts.join(", ")}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
