import type { Parameter, Tag } from "@aws-sdk/client-cloudformation";
import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { knownType } from "../resource-spec.ts";
import type { Stack, StackParameter } from "../state.ts";
import { checkAcyclic, dependencies } from "../template/dependencies.ts";
import { checkReferences } from "../template/references.ts";
import { checkRules } from "../template/rules.ts";
import { parseTemplate, type Template } from "../template/template.ts";
import { resolveParameters } from "./parameters.ts";
import { stackScope } from "./scope.ts";
import { templateText } from "./template-source.ts";

export interface StackRequest {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly Parameters?: Parameter[] | undefined;
  readonly Capabilities?: string[] | undefined;
  readonly Tags?: Tag[] | undefined;
}

export interface ReadRequest {
  readonly text: string;
  readonly template: Template;
  readonly parameters: readonly StackParameter[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What create, update and change-set calls have in common: template, parameters, capabilities, tags, all checked.
 *
 * @param previous the stack as it is, for UsePreviousTemplate and UsePreviousValue; null when it is new
 * @throws WireError
 */
export async function readRequest(
  engine: Engine,
  input: StackRequest,
  previous: Stack | null,
  caller: Caller,
): Promise<ReadRequest> {
  const text =
    input.UsePreviousTemplate && previous
      ? previous.template
      : await templateText(input, engine.context.call, caller);
  const template = parseTemplate(text);
  for (const { Type } of Object.values(template.Resources)) knownType(Type);
  checkAcyclic(dependencies(template, new Set(Object.keys(template.Resources))));
  checkReferences(template);
  checkCapabilities(template, input.Capabilities ?? []);
  const parameters = await resolveParameters(
    template,
    input.Parameters ?? [],
    previous?.parameters ?? [],
    engine.context.call,
    caller,
  );
  checkRules(template, valuesOnly(engine, template, parameters));
  const tags = input.Tags
    ? Object.fromEntries(input.Tags.map(({ Key = "", Value = "" }) => [Key, Value]))
    : (previous?.tags ?? {});
  return { text, template, parameters, tags };
}

/** What rules and conditions see before there are resources. */
function valuesOnly(engine: Engine, template: Template, parameters: readonly StackParameter[]) {
  const stack = { id: "", name: "", parameters, notificationArns: [] };
  return stackScope(
    stack,
    template,
    engine.context,
    () => undefined,
    () => undefined,
  );
}

const iamTypes = /^AWS::IAM::(Role|Policy|ManagedPolicy|RolePolicy|User|Group)$/;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html (Capabilities) */
function checkCapabilities(template: Template, given: readonly string[]): void {
  const iam = Object.values(template.Resources).filter(({ Type }) => iamTypes.test(Type));
  const named = iam.some(
    ({ Properties = {} }) => "RoleName" in Properties || "ManagedPolicyName" in Properties,
  );
  const needed = named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
  if (iam.length === 0 || given.includes("CAPABILITY_NAMED_IAM") || given.includes(needed)) return;
  throw new WireError("InsufficientCapabilitiesException", `Requires capabilities : [${needed}]`, 400);
}
