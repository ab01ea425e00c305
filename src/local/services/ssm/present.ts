import type { Parameter as Presented } from "@aws-sdk/client-ssm";
import type { ServiceContext } from "../../kernel/service.ts";
import { arnOf } from "./names.ts";
import type { Parameter, ParameterVersion } from "./state.ts";

/**
 * A parameter as the API shows it.
 *
 * @param decrypt a SecureString's value is shown only on request; otherwise as ciphertext, as on AWS
 */
export function presentParameter(
  parameter: Parameter,
  version: ParameterVersion,
  decrypt: boolean,
  context: ServiceContext,
): Presented {
  const hidden = parameter.type === "SecureString" && !decrypt;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: hidden
      ? Buffer.from(`local:${parameter.name}:${version.version}`).toString("base64")
      : version.value,
    Version: version.version,
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: arnOf(parameter.name, context.region, context.accountId),
    DataType: parameter.dataType,
  };
}
