import type { Credentials } from "@aws-sdk/client-sts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { invalidParameter } from "../errors.ts";
import type { Configuration } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const reserved = [
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
];
const mostBytes = 4096;

/** What a process needs of the machine it runs on, whatever the function says. */
const fromMachine = ["PATH", "NODE_EXTRA_CA_CERTS", "SystemRoot", "TEMP", "TMP", "TMPDIR"];

/** @throws WireError InvalidParameterValueException */
export function checkEnvironment(variables: Readonly<Record<string, string>>): void {
  const taken = Object.keys(variables).filter((name) => reserved.includes(name));
  if (taken.length > 0) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(", ")}`,
    );
  }
  const wrong = Object.keys(variables).find((name) => !/^[a-zA-Z]\w+$/.test(name));
  if (wrong !== undefined) {
    throw invalidParameter(
      `1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+] (${wrong})`,
    );
  }
  const size = Buffer.byteLength(JSON.stringify(variables));
  if (size > mostBytes) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables).slice(0, 200)}`,
    );
  }
}

/** All that a function finds in `process.env`. Nothing of this process's own environment but what the machine needs. */
export function environmentOf(
  functionName: string,
  configuration: Configuration,
  paths: { readonly taskRoot: string; readonly runtimeFolder: string; readonly compileCache: string },
  logStream: string,
  credentials: Credentials,
  context: ServiceContext,
): Record<string, string> {
  const machine = fromMachine.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { logging } = configuration;
  return {
    ...Object.fromEntries(machine),
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    // The API's address among them, say, as it was when the function was deployed.
    ...mapValues(configuration.environment, context.currentAddress),
    AWS_ENDPOINT_URL: configuration.environment["AWS_ENDPOINT_URL"] ?? context.baseUrl(),
    // By its number, SDKs put a bucket's name into the path: not every system resolves `bucket.localhost`.
    AWS_ENDPOINT_URL_S3:
      configuration.environment["AWS_ENDPOINT_URL_S3"] ??
      configuration.environment["AWS_ENDPOINT_URL"] ??
      context.baseUrl().replace("//localhost:", "//127.0.0.1:"),
    AWS_REGION: context.region,
    AWS_DEFAULT_REGION: context.region,
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey ?? "",
    AWS_SESSION_TOKEN: credentials.SessionToken ?? "",
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: configuration.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: logging.format,
    ...(logging.applicationLevel !== null && { AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel }),
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    LAMBDA_TASK_ROOT: paths.taskRoot,
    LAMBDA_RUNTIME_DIR: paths.runtimeFolder,
    PLINTH_COMPILE_CACHE: paths.compileCache,
    _HANDLER: configuration.handler,
  };
}

function mapValues(
  variables: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, change(value)]));
}
