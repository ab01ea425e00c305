import type {
  GetTemplateInput,
  GetTemplateOutput,
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput,
  ValidateTemplateInput,
  ValidateTemplateOutput,
} from "@aws-sdk/client-cloudformation";
import type { Operation } from "../../../kernel/service.ts";
import { stackAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { findStack } from "../stack/find.ts";
import { findChangeSet } from "../stack/find-change-set.ts";
import { templateText } from "../stack/template-source.ts";
import { parseTemplate, type Template } from "../template/template.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
export const getTemplate = (engine: Engine): Operation<GetTemplateInput, GetTemplateOutput> => ({
  access: (input) => stackAccess("GetTemplate", input.StackName, engine.context),

  handle(input) {
    const source = input.ChangeSetName
      ? findChangeSet(engine.state, input.ChangeSetName, input.StackName)
      : findStack(engine.state, input.StackName);
    return { TemplateBody: source.template, StagesAvailable: ["Original", "Processed"] };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html */
export const getTemplateSummary = (
  engine: Engine,
): Operation<GetTemplateSummaryInput, GetTemplateSummaryOutput> => ({
  access: (input) => stackAccess("GetTemplateSummary", input.StackName, engine.context),

  async handle(input, call) {
    const text = input.StackName
      ? findStack(engine.state, input.StackName).template
      : await templateText(input, engine.context.call, call.caller);
    const template = parseTemplate(text);
    return {
      Parameters: presentDeclarations(template),
      ResourceTypes: [...new Set(Object.values(template.Resources).map(({ Type }) => Type))].sort(),
      Description: template.Description,
      ...capabilities(template),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ValidateTemplate.html */
export const validateTemplate = (
  engine: Engine,
): Operation<ValidateTemplateInput, ValidateTemplateOutput> => ({
  access: () => stackAccess("ValidateTemplate", undefined, engine.context),

  async handle(input, call) {
    const template = parseTemplate(await templateText(input, engine.context.call, call.caller));
    return {
      Parameters: presentDeclarations(template),
      Description: template.Description,
      ...capabilities(template),
    };
  },
});

function presentDeclarations(template: Template) {
  return Object.entries(template.Parameters ?? {}).map(([key, definition]) => ({
    ParameterKey: key,
    ParameterType: definition.Type,
    DefaultValue: definition.Default === undefined ? undefined : String(definition.Default),
    NoEcho: String(definition.NoEcho) === "true",
    Description: definition.Description,
  }));
}

function capabilities(template: Template): {
  Capabilities?: ["CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM"];
  CapabilitiesReason?: string;
} {
  const iam = Object.values(template.Resources).filter(({ Type }) => Type.startsWith("AWS::IAM::"));
  if (iam.length === 0) return {};
  const named = iam.some(
    ({ Properties = {} }) => "RoleName" in Properties || "ManagedPolicyName" in Properties,
  );
  const types = [...new Set(iam.map(({ Type }) => Type))].join(", ");
  return {
    Capabilities: [named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM"],
    CapabilitiesReason: `The following resource(s) require capabilities: [${types}]`,
  };
}
