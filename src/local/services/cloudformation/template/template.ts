import { validationError } from "../errors.ts";

/** A CloudFormation template as parsed from JSON (CDK emits JSON). */
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
  if (raw["Transform"] !== undefined)
    throw validationError("Template format error: the local cloud runs no transforms (macros).");
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
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw validationError(`Template format error: JSON not well-formed. ${(error as Error).message}`);
  }
  if (!isRecord(raw)) throw validationError("Template format error: unsupported structure.");
  return raw;
}

function checkResource(id: string, resource: unknown): void {
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
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
