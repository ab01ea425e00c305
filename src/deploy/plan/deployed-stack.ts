import type { StackDescription } from "../../aws/cloudformation/describe-stack.ts";
import { getTemplate } from "../../aws/cloudformation/get-template.ts";
import { listStackResources } from "../../aws/cloudformation/list-stack-resources.ts";
import type { Connection } from "../../aws/connection.ts";
import type { AssemblyStack } from "../assembly/read-stacks.ts";
import { isSameTemplate, parseTemplate, type Template } from "../assembly/template.ts";
import { type SettleOptions, settleStack } from "../stack/settle-stack.ts";

/** A stack of an assembly beside what is deployed of it. */
export interface DeployedStack {
  readonly wanted: AssemblyStack;
  /** Null: there is none yet. */
  readonly current: StackDescription | null;
  readonly template: Template;
  readonly unchanged: boolean;
}

/** Finds what is deployed of a stack, after bringing it into a state that can be deployed. */
export async function findDeployed(
  connection: Connection,
  wanted: AssemblyStack,
  options: SettleOptions,
): Promise<DeployedStack> {
  const current = await settleStack(connection, wanted.name, options);
  const text = current === null ? null : await getTemplate(connection, wanted.name);
  const unchanged = current !== null && isSameTemplate(text, wanted.templateText);
  return { wanted, current, template: parseTemplate(text), unchanged };
}

/**
 * The deployed templates of nested stacks that a new template changes or drops, by their logical ids. What does not
 * change has the same URL, which says what is in it.
 */
export async function changedNestedTemplates(
  connection: Connection,
  { wanted, current, template }: DeployedStack,
): Promise<ReadonlyMap<string, Template>> {
  if (current === null) return new Map();
  const changed = Object.entries(template.resources).filter(
    ([id, { type, properties }]) =>
      type === "AWS::CloudFormation::Stack" &&
      urlOf(properties) !== urlOf(wanted.template.resources[id]?.properties),
  );
  if (changed.length === 0) return new Map();
  const physical = new Map(
    (await listStackResources(connection, current.id)).map(({ logicalId, physicalId }) => [
      logicalId,
      physicalId,
    ]),
  );
  const templates = await Promise.all(
    changed.map(async ([id]) => {
      const stack = physical.get(id) ?? null;
      return [id, parseTemplate(stack === null ? null : await getTemplate(connection, stack))] as const;
    }),
  );
  return new Map(templates);
}

function urlOf(properties: unknown): string {
  return JSON.stringify(Object(properties)["TemplateURL"] ?? null);
}
