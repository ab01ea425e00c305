import type { Step } from "../../operations/context.ts";

const titles: Readonly<Record<Exclude<Step, `deploy ${string}`>, string>> = {
  write: "Write files",
  generate: "Generate infra/",
  git: "Make a git repository",
  install: "Install dependencies",
  check: "Check",
  synthesize: "Synthesize",
  plan: "Plan",
  bootstrap: "Prepare the account for deployments",
  publish: "Publish code and templates",
  backfill: "Fill indexes",
  client: "Write client/",
  seed: "Run seed.ts",
  tenant: "Create the tenant",
  member: "Change the membership",
};

/** What a step is called on a screen. */
export function stepTitle(step: Step): string {
  return isDeploy(step) ? `Deploy ${step.slice("deploy ".length)}` : titles[step];
}

function isDeploy(step: Step): step is `deploy ${string}` {
  return step.startsWith("deploy ");
}

/** A time for people: `850 ms`, `3.2 s`, `2 min 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
