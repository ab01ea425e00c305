import type { DestroyPlan, DestroyResult } from "../../operations/destroy.ts";
import type { Style } from "../style.ts";
import { bytes } from "./bytes.ts";
import { duration } from "./step.ts";

/** What is going to be deleted, in plain words; shown before somebody is asked. */
export function renderDestroyPlan(plan: DestroyPlan, style: Style): string {
  const where = style.dim(`(account ${plan.account}, ${plan.region})`);
  const { records, tenants, users, files, fileBytes, secrets } = plan.data;
  const data = [
    [records.count, records.atLeast, "record"],
    [tenants, false, "tenant"],
    [users, false, "user"],
    [files.count, files.atLeast, "file"],
    [secrets, false, "secret"],
  ] as const;
  const fate = plan.keepData ? "stays" : style.red("is lost for good");
  const lines = data.map(([count, atLeast, noun]) => {
    const number = count.toLocaleString("en-US");
    const size = noun === "file" && fileBytes > 0 ? `, ${bytes(fileBytes)}` : "";
    return `  ${atLeast ? "at least " : ""}${number} ${noun}${count === 1 ? "" : "s"}${size}`;
  });
  return `${[
    `Destroying ${style.bold(plan.name)} ${where}`,
    ...plan.stacks.map((stack) => `  stack ${stack}`),
    `What people have put in ${fate}:`,
    ...lines,
  ].join("\n")}\n`;
}

/** What `plinth destroy` says in the end. */
export function renderDestroyed(result: DestroyResult, style: Style): string {
  const { plan, remaining, destroyed, milliseconds } = result;
  if (!destroyed) return `Nothing is deployed to ${plan.stage}.\n`;
  const head = `${style.green("Destroyed")} ${plan.name} ${style.dim(`(${duration(milliseconds)})`)}`;
  if (remaining.length === 0) return `${head}\n`;
  return `${[
    head,
    "Kept, and paid for until you delete it by hand (a new deployment does not find it again):",
    ...remaining.map((name) => `  ${style.cyan(name)}`),
  ].join("\n")}\n`;
}
