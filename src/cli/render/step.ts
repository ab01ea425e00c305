import type { Step } from "../../operations/context.ts";

/** What is done to something that has a name of its own. */
type NamedStep = Extract<Step, `deploy ${string}` | `delete ${string}`>;

const titles: Readonly<Record<Exclude<Step, NamedStep>, string>> = {
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
  count: "Count what is there",
  seed: "Run seed.ts",
  tenant: "Create the tenant",
  member: "Change the membership",
  suspend: "Suspend the tenant",
  resume: "Resume the tenant",
};

/** What a step is called on a screen. */
export function stepTitle(step: Step): string {
  return isNamed(step) ? `${step.charAt(0).toUpperCase()}${step.slice(1)}` : titles[step];
}

function isNamed(step: Step): step is NamedStep {
  return step.startsWith("deploy ") || step.startsWith("delete ");
}

/** A time for people: `850 ms`, `3.2 s`, `2 min 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
