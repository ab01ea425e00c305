import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { numberOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { zipInline } from "../code/code-store.ts";

interface Code {
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
  readonly ZipFile?: string;
  readonly ImageUri?: string;
}

/** Properties that go into requests under another name, or are looked at elsewhere. */
const ours = ["Code", "FunctionName", "ReservedConcurrentExecutions", "Tags", "Architectures"];
const harmless = ["RecursiveLoop", "RuntimeManagementConfig", "PublishToLatestPublished"];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: ResourceType = {
  type: "AWS::Lambda::Function",

  async create(properties, context) {
    const FunctionName = textOf(properties, "FunctionName") ?? context.generatedName(64);
    const made = (await lambda(context, "CreateFunction", {
      ...settingsOf(properties),
      FunctionName,
      Code: codeOf(properties),
      Architectures: properties["Architectures"],
      Tags: tagMap(properties, context),
    })) as FunctionConfiguration;
    try {
      await reserve(FunctionName, properties, context);
    } catch (error) {
      await remove(FunctionName, context);
      throw error;
    }
    return provisioned(FunctionName, made);
  },

  async update(FunctionName, properties, previous, context) {
    if (changed("Code", properties, previous) || changed("Architectures", properties, previous)) {
      const Architectures = properties["Architectures"];
      await lambda(context, "UpdateFunctionCode", { FunctionName, ...codeOf(properties), Architectures });
    }
    const made = (await lambda(context, "UpdateFunctionConfiguration", {
      ...defaults(previous),
      ...settingsOf(properties),
      FunctionName,
    })) as FunctionConfiguration;
    if (changed("ReservedConcurrentExecutions", properties, previous)) {
      if (properties["ReservedConcurrentExecutions"] === undefined)
        await lambda(context, "DeleteFunctionConcurrency", { FunctionName });
      else await reserve(FunctionName, properties, context);
    }
    await updateTags(made.FunctionArn ?? "", properties, previous, context);
    return provisioned(FunctionName, made);
  },

  delete: (FunctionName, _properties, context) => remove(FunctionName, context),
};

function lambda(
  context: ResourceContext,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  return context.call("lambda", operation, input, context.caller);
}

/** A function's settings have the same names in templates and in requests. */
function settingsOf(properties: Properties): Record<string, unknown> {
  const { KmsKeyArn, Timeout, MemorySize, Environment, ...rest } = Object.fromEntries(
    Object.entries(properties).filter(([name]) => ![...ours, ...harmless].includes(name)),
  );
  if (properties["FunctionScalingConfig"] !== undefined)
    throw notSupportedHere("the property AWS::Lambda::Function.FunctionScalingConfig");
  return {
    ...rest,
    ...(KmsKeyArn !== undefined && { KMSKeyArn: KmsKeyArn }),
    ...(Timeout !== undefined && { Timeout: Number(Timeout) }),
    ...(MemorySize !== undefined && { MemorySize: Number(MemorySize) }),
    ...(Environment !== undefined && { Environment: { Variables: texts(Environment) } }),
  };
}

/** What a template no longer says goes back to where it was without it. */
function defaults(previous: Properties): Record<string, unknown> {
  const fallback: Record<string, unknown> = {
    Description: "",
    Timeout: 3,
    MemorySize: 128,
    Environment: { Variables: {} },
    TracingConfig: { Mode: "PassThrough" },
    DeadLetterConfig: { TargetArn: "" },
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: "Text" },
  };
  return Object.fromEntries(Object.entries(fallback).filter(([name]) => previous[name] !== undefined));
}

/** Templates may write numbers and booleans where AWS wants text. */
function texts(environment: unknown): Record<string, string> {
  const variables = (environment as { Variables?: Record<string, unknown> }).Variables ?? {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

function codeOf(properties: Properties): object {
  const { ZipFile, ...rest } = (properties["Code"] ?? {}) as Code;
  return ZipFile === undefined ? rest : { ZipFile: zipInline(ZipFile) };
}

async function reserve(
  FunctionName: string,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const reserved = numberOf(properties, "ReservedConcurrentExecutions");
  if (reserved === undefined) return;
  const input = { FunctionName, ReservedConcurrentExecutions: reserved };
  await lambda(context, "PutFunctionConcurrency", input);
}

async function updateTags(
  Resource: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const Tags = tagMap(properties, context);
  const TagKeys = tagsOf(previous, {}).flatMap(({ Key }) => (Key in Tags ? [] : [Key]));
  if (Object.keys(Tags).length > 0) await lambda(context, "TagResource", { Resource, Tags });
  if (TagKeys.length > 0) await lambda(context, "UntagResource", { Resource, TagKeys });
}

async function remove(FunctionName: string, context: ResourceContext): Promise<void> {
  try {
    await lambda(context, "DeleteFunction", { FunctionName });
  } catch (error) {
    if (!(error instanceof WireError && error.code === "ResourceNotFoundException")) throw error;
  }
}

function tagMap(properties: Properties, context: ResourceContext): Record<string, string> {
  return Object.fromEntries(tagsOf(properties, context.tags).map(({ Key, Value }) => [Key, Value]));
}

function changed(name: string, properties: Properties, previous: Properties): boolean {
  return JSON.stringify(properties[name]) !== JSON.stringify(previous[name]);
}

function provisioned(physicalId: string, { FunctionArn }: FunctionConfiguration): Provisioned {
  return {
    physicalId,
    attributes: {
      Arn: FunctionArn,
      "SnapStartResponse.ApplyOn": "None",
      "SnapStartResponse.OptimizationStatus": "Off",
      SnapStartResponse: { ApplyOn: "None", OptimizationStatus: "Off" },
    },
  };
}
