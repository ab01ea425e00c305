import type { PutParameterRequest, PutParameterResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { alreadyExists, patternMismatch, validation } from "../errors.ts";
import { arnOf, checkName } from "../names.ts";
import type { Parameter, SsmState } from "../state.ts";

const types = ["String", "StringList", "SecureString"];
const keptVersions = 100;
const longestValue = { Standard: 4096, Advanced: 8192 };

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter = (
  state: SsmState,
  context: ServiceContext,
): Operation<PutParameterRequest, PutParameterResult> => ({
  access: (input) => [
    { action: "ssm:PutParameter", resource: arnOf(input.Name ?? "", context.region, context.accountId) },
  ],

  handle(input, call) {
    const name = input.Name ?? "";
    const value = input.Value ?? "";
    checkName(name);
    const existing = state.parameters.get(name);
    if (existing !== undefined && input.Overwrite !== true) throw alreadyExists();
    if (existing !== undefined && input.Tags)
      throw validation("Invalid request: tags and overwrite can't be used together.");
    const type = input.Type ?? existing?.type;
    if (type === undefined) throw validation("A parameter type is required when you create a parameter.");
    if (!types.includes(type)) throw validation(`Parameter type must be one of ${types.join(", ")}`);
    const tier = value.length > longestValue.Standard || input.Tier === "Advanced" ? "Advanced" : "Standard";
    if (value === "") throw validation("The value must not be empty.");
    if (tier === "Advanced" && (input.Tier ?? "Standard") === "Standard") {
      throw validation("Standard tier parameters support a maximum parameter value of 4096 characters.");
    }
    if (value.length > longestValue[tier])
      throw validation("Advanced tier parameters support a maximum parameter value of 8192 characters.");
    if (input.AllowedPattern && !new RegExp(`^(?:${input.AllowedPattern})$`).test(value))
      throw patternMismatch(input.AllowedPattern);
    const version = (existing?.versions.at(-1)?.version ?? 0) + 1;
    const written = { version, value, modifiedAt: context.clock.now(), modifiedBy: call.caller.arn };
    const parameter: Parameter = {
      name,
      type,
      keyId: type === "SecureString" ? (input.KeyId ?? existing?.keyId ?? "alias/aws/ssm") : null,
      description: input.Description ?? existing?.description ?? null,
      allowedPattern: input.AllowedPattern ?? null,
      tier,
      dataType: input.DataType ?? existing?.dataType ?? "text",
      tags:
        existing?.tags ??
        Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
      versions: [...(existing?.versions ?? []), written].slice(-keptVersions),
    };
    state.parameters.put(name, parameter);
    return { Version: version, Tier: tier };
  },
});
