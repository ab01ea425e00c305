import type { Connection } from "../../aws/connection.ts";
import type { StackWork } from "../deploy-stacks.ts";
import { type BackendDescription, descriptionIn } from "./backend-description.ts";
import { compareBackends } from "./compare-backends.ts";
import { compareTemplates } from "./compare-templates.ts";
import { type Danger, resourceDanger } from "./danger.ts";
import type { DeployPlan, StackPlan } from "./deploy-plan.ts";
import { changedNestedTemplates, type DeployedStack } from "./deployed-stack.ts";
import { type ExamineInput, examineData } from "./examine-data.ts";
import { isPrecious } from "./resource-dangers.ts";

type Described = Pick<DeployPlan, "stacks" | "changes" | "backfills" | "dangers">;

export interface Work {
  readonly works: readonly StackWork[];
  /** What the stacks are going to serve; null: no stack of the assembly says so. */
  readonly after: BackendDescription | null;
  readonly plan: Described;
}

/**
 * What is to be done with the stacks of an assembly, and what that means in the words of the project.
 *
 * @param deployed every stack of the assembly, in the order of deployment
 */
export async function describeWork(
  connection: Connection,
  deployed: readonly DeployedStack[],
  options: Omit<ExamineInput, "changes" | "before">,
): Promise<Work> {
  const changing = deployed.filter(({ unchanged }) => !unchanged);
  const described = await Promise.all(
    changing.map((stack) => describeStack(connection, stack, options.accept)),
  );
  const before = firstOf(deployed, ({ template }) => descriptionIn(template));
  const after = firstOf(deployed, ({ wanted }) => descriptionIn(wanted.template));
  const changes = after === null ? [] : compareBackends(before, after);
  const data =
    before === null
      ? { dangers: [], backfills: [] }
      : await examineData(connection, { ...options, changes, before });
  return {
    works: described.map(({ work }) => work),
    after,
    plan: {
      stacks: described.map(({ plan }) => plan),
      changes,
      backfills: data.backfills,
      dangers: [...data.dangers, ...described.flatMap(({ dangers }) => dangers)],
    },
  };
}

/** How many resources a stack is going to have, those of nested stacks included. */
export function countResources({ stack: { wanted } }: StackWork): number {
  return [wanted.template, ...wanted.nested.map(({ template }) => template)]
    .flatMap(({ resources }) => Object.values(resources))
    .filter(({ type }) => type !== "AWS::CloudFormation::Stack").length;
}

async function describeStack(
  connection: Connection,
  stack: DeployedStack,
  accept: ReadonlySet<string>,
): Promise<{ readonly work: StackWork; readonly plan: StackPlan; readonly dangers: readonly Danger[] }> {
  const { wanted, current, template } = stack;
  const nestedBefore = await changedNestedTemplates(connection, stack);
  const nestedAfter = new Map(
    wanted.nested
      .filter(({ logicalId }) => nestedBefore.has(logicalId) || template.resources[logicalId] === undefined)
      .map((nested) => [nested.logicalId, nested.template]),
  );
  const counts = compareTemplates(template, wanted.template, { before: nestedBefore, after: nestedAfter });
  const preciousBelow = [...nestedBefore.values()].flatMap(({ resources }) =>
    Object.values(resources).filter(({ type }) => isPrecious(type)),
  );
  const removed = [
    [template, wanted.template] as const,
    ...[...nestedBefore].map(([id, before]) => [before, nestedAfter.get(id) ?? null] as const),
  ].flatMap(([before, after]) =>
    Object.entries(before.resources).filter(
      ([id, { type }]) => isPrecious(type) && after?.resources[id]?.type !== type,
    ),
  );
  return {
    work: { stack, nested: preciousBelow.length > 0 },
    plan: { name: wanted.name, kind: current === null ? "create" : "update", ...counts },
    dangers: removed.map(([logicalId, { type }]) => {
      const id = `remove:${logicalId}`;
      return resourceDanger({ id, logicalId, type, what: "removed" }, accept.has(id));
    }),
  };
}

function firstOf<T, R>(items: readonly T[], pick: (item: T) => R | null): R | null {
  for (const item of items) {
    const picked = pick(item);
    if (picked !== null) return picked;
  }
  return null;
}
