import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { validationError } from "../errors.ts";
import { readTemplateText } from "./template-text.ts";

/** A CloudFormation template as parsed. */
export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
  readonly Rules?: Readonly<Record<string, unknown>>;
  readonly Metadata?: unknown;
}

export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: unknown;
  readonly AllowedValues?: readonly unknown[];
  readonly AllowedPattern?: string;
  readonly MinLength?: number | string;
  readonly MaxLength?: number | string;
  readonly MinValue?: number | string;
  readonly MaxValue?: number | string;
  readonly NoEcho?: boolean | string;
  readonly Description?: string;
  readonly ConstraintDescription?: string;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: DeletionPolicy;
  readonly UpdateReplacePolicy?: DeletionPolicy;
  readonly Metadata?: unknown;
}

export type DeletionPolicy = "Delete" | "Retain" | "RetainExceptOnCreate" | "Snapshot";

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Export?: { readonly Name: unknown };
  readonly Condition?: string;
}

const sections = [
  "AWSTemplateFormatVersion",
  "Conditions",
  "Description",
  "Mappings",
  "Metadata",
  "Outputs",
  "Parameters",
  "Resources",
  "Rules",
  "Transform",
];
const resourceFields = [
  "Type",
  "Properties",
  "DependsOn",
  "Condition",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "Metadata",
  "CreationPolicy",
  "UpdatePolicy",
];
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const limits = { resources: 500, outputs: 200, parameters: 200, mappings: 200 };

/**
 * Parses and checks a template's form.
 *
 * @throws WireError ValidationError with CloudFormation's own sentences
 */
export function parseTemplate(text: string): Template {
  const raw = parse(text);
  const unknown = Object.keys(raw).filter((section) => !sections.includes(section));
  if (unknown.length > 0)
    throw validationError(`Invalid template property or properties [${unknown.join(", ")}]`);
  for (const transform of [raw["Transform"] ?? []].flat()) {
    // The functions that this one adds are known here without it; loops are refused where they stand.
    if (transform !== "AWS::LanguageExtensions")
      throw notSupportedHere(`the transform ${JSON.stringify(transform)}`);
  }
  const resources = raw["Resources"];
  if (!isRecord(resources) || Object.keys(resources).length === 0) {
    throw validationError("Template format error: At least one Resources member must be defined.");
  }
  for (const [id, resource] of Object.entries(resources)) checkResource(id, resource);
  for (const [section, most] of [
    ["Resources", limits.resources],
    ["Outputs", limits.outputs],
    ["Parameters", limits.parameters],
    ["Mappings", limits.mappings],
  ] as const) {
    const count = isRecord(raw[section]) ? Object.keys(raw[section]).length : 0;
    if (count > most) {
      throw validationError(
        `Template format error: Number of ${section.toLowerCase()}, ${count}, is greater than maximum allowed, ${most}`,
      );
    }
  }
  return raw as unknown as Template;
}

function parse(text: string): Record<string, unknown> {
  const raw = readTemplateText(text);
  if (!isRecord(raw)) throw validationError("Template format error: unsupported structure.");
  return raw;
}

function checkResource(id: string, resource: unknown): void {
  if (id.startsWith("Fn::ForEach")) throw notSupportedHere("Fn::ForEach");
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) {
    throw validationError(`Template format error: Resource name ${id} is non alphanumeric.`);
  }
  if (!isRecord(resource) || typeof resource["Type"] !== "string") {
    throw validationError(
      `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  }
  const unknown = Object.keys(resource).filter((field) => !resourceFields.includes(field));
  if (unknown.length > 0) throw validationError(`Invalid template resource property '${unknown[0]}'`);
  for (const attribute of ["CreationPolicy", "UpdatePolicy"]) {
    if (attribute in resource) throw notSupportedHere(`the resource attribute ${attribute} (of ${id})`);
  }
  checkPolicy(resource, "DeletionPolicy", ["Delete", "Retain", "RetainExceptOnCreate"]);
  checkPolicy(resource, "UpdateReplacePolicy", ["Delete", "Retain"]);
}

function checkPolicy(resource: Record<string, unknown>, attribute: string, allowed: readonly string[]): void {
  const value = resource[attribute];
  if (value === undefined || allowed.includes(value as string)) return;
  if (value === "Snapshot")
    throw validationError(
      `Template error: resource type ${resource["Type"]} does not support ${attribute} Snapshot`,
    );
  throw validationError(`Template format error: Unrecognized ${attribute} ${JSON.stringify(value)}`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
