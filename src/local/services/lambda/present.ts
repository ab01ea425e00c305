import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { ServiceContext } from "../../kernel/service.ts";
import { functionArn } from "./functions.ts";
import type { Configuration } from "./state.ts";

/**
 * A function's configuration as the API shows it.
 *
 * @param qualifier null: the ARN is the function's own, as for `$LATEST`
 */
export function presentConfiguration(
  name: string,
  configuration: Configuration,
  qualifier: string | null,
  context: ServiceContext,
): FunctionConfiguration {
  const { logging } = configuration;
  return {
    FunctionName: name,
    FunctionArn: functionArn(name, qualifier, context),
    Runtime: configuration.runtime as FunctionConfiguration["Runtime"],
    Role: configuration.role,
    Handler: configuration.handler,
    CodeSize: configuration.codeSize,
    Description: configuration.description,
    Timeout: configuration.timeoutSeconds,
    MemorySize: configuration.memoryMb,
    LastModified: new Date(configuration.modifiedAt).toISOString().replace("Z", "+0000"),
    CodeSha256: Buffer.from(configuration.codeHash, "hex").toString("base64"),
    Version: configuration.version,
    DeadLetterConfig:
      configuration.deadLetterArn === null ? undefined : { TargetArn: configuration.deadLetterArn },
    Environment:
      Object.keys(configuration.environment).length === 0
        ? undefined
        : { Variables: { ...configuration.environment } },
    TracingConfig: { Mode: configuration.tracing },
    RevisionId: configuration.revisionId,
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: [configuration.architecture as "arm64"],
    EphemeralStorage: { Size: configuration.storageMb },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: {
      LogFormat: logging.format,
      LogGroup: logging.group,
      ApplicationLogLevel: (logging.applicationLevel ?? undefined) as "INFO" | undefined,
      SystemLogLevel: (logging.systemLevel ?? undefined) as "INFO" | undefined,
    },
  };
}
