import type { LoggingConfig, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import { notSupportedHere } from "../../kernel/wire-error.ts";
import { invalidParameter, validation } from "./errors.ts";
import { checkEnvironment } from "./execution/environment.ts";
import type { Configuration, Logging } from "./state.ts";

/** The parts of a configuration that a caller may give; what is left out stays as it is. */
export type ConfigurationRequest = Pick<
  UpdateFunctionConfigurationRequest,
  | "Role"
  | "Handler"
  | "Runtime"
  | "Description"
  | "Timeout"
  | "MemorySize"
  | "Environment"
  | "TracingConfig"
  | "DeadLetterConfig"
  | "EphemeralStorage"
  | "LoggingConfig"
>;

type Settings = Omit<
  Configuration,
  "version" | "codeHash" | "codeSize" | "modifiedAt" | "revisionId" | "architecture"
>;

const runtimes = ["nodejs22.x", "nodejs24.x"];
const unsupported = [
  "VpcConfig",
  "Layers",
  "FileSystemConfigs",
  "ImageConfig",
  "CodeSigningConfigArn",
  "KMSKeyArn",
  "SnapStart",
  "TenancyConfig",
  "CapacityProviderConfig",
  "DurableConfig",
  "PublishTo",
] as const;

/** What AWS takes where nothing is said. */
export function defaultSettings(functionName: string): Settings {
  return {
    runtime: "",
    role: "",
    handler: "",
    description: "",
    timeoutSeconds: 3,
    memoryMb: 128,
    environment: {},
    tracing: "PassThrough",
    storageMb: 512,
    deadLetterArn: null,
    logging: {
      format: "Text",
      group: `/aws/lambda/${functionName}`,
      applicationLevel: null,
      systemLevel: null,
    },
  };
}

/**
 * A configuration with a request's changes.
 *
 * @throws WireError naming what is wrong, or what this cloud does not have
 */
export function applySettings<T extends Settings>(
  current: T,
  request: ConfigurationRequest,
  name: string,
): T {
  refuseUnsupported(request);
  const settings: T = {
    ...current,
    runtime: request.Runtime ?? current.runtime,
    role: request.Role ?? current.role,
    handler: request.Handler ?? current.handler,
    description: request.Description ?? current.description,
    timeoutSeconds: request.Timeout ?? current.timeoutSeconds,
    memoryMb: request.MemorySize ?? current.memoryMb,
    environment:
      request.Environment === undefined ? current.environment : (request.Environment.Variables ?? {}),
    tracing: request.TracingConfig?.Mode ?? current.tracing,
    storageMb: request.EphemeralStorage?.Size ?? current.storageMb,
    deadLetterArn:
      request.DeadLetterConfig === undefined
        ? current.deadLetterArn
        : request.DeadLetterConfig.TargetArn || null,
    logging: applyLogging(current.logging, request.LoggingConfig, name),
  };
  check(settings);
  return settings;
}

function applyLogging(current: Logging, request: LoggingConfig | undefined, name: string): Logging {
  if (request === undefined) return current;
  const format = request.LogFormat ?? current.format;
  if (format === "Text" && (request.ApplicationLogLevel ?? request.SystemLogLevel) !== undefined) {
    throw invalidParameter(
      "ApplicationLogLevel and SystemLogLevel can only be set when LogFormat is set to JSON.",
    );
  }
  return {
    format,
    group: request.LogGroup || `/aws/lambda/${name}`,
    applicationLevel:
      format === "JSON" ? (request.ApplicationLogLevel ?? current.applicationLevel ?? "INFO") : null,
    systemLevel: format === "JSON" ? (request.SystemLogLevel ?? current.systemLevel ?? "INFO") : null,
  };
}

function check(settings: Settings): void {
  if (!runtimes.includes(settings.runtime))
    throw notSupportedHere(
      `the Lambda runtime ${JSON.stringify(settings.runtime)} (there are: ${runtimes.join(", ")})`,
    );
  if (!/^arn:aws:iam::\d{12}:role\/.+$/.test(settings.role)) {
    throw validation(
      `1 validation error detected: Value '${settings.role}' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+`,
    );
  }
  if (!/^[^\s]{1,128}$/.test(settings.handler))
    throw validation(`Value '${settings.handler}' at 'handler' failed to satisfy constraint: [^\\s]+`);
  checkRange("timeout", settings.timeoutSeconds, 1, 900);
  checkRange("memorySize", settings.memoryMb, 128, 10_240);
  checkRange("ephemeralStorage.size", settings.storageMb, 512, 10_240);
  checkEnvironment(settings.environment);
  if (settings.deadLetterArn !== null && !/^arn:aws:(sqs|sns):/.test(settings.deadLetterArn))
    throw invalidParameter("The dead-letter target must be an SQS queue or an SNS topic.");
}

function checkRange(member: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`}`,
  );
}

function refuseUnsupported(request: object): void {
  const given = request as Readonly<Record<string, unknown>>;
  const name = unsupported.find((property) => !isEmpty(given[property]));
  if (name !== undefined) throw notSupportedHere(`Lambda functions with ${name}`);
  if (given["PackageType"] !== undefined && given["PackageType"] !== "Zip")
    throw notSupportedHere("Lambda functions from container images");
}

/** Clients and templates send empty lists and "None" for what they do not want. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every((part) => isEmpty(part) || part === "None");
}
