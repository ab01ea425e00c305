import type { Parameter } from "@aws-sdk/client-cloudformation";
import type { Caller, CallPort } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { validationError } from "../errors.ts";
import type { StackParameter } from "../state.ts";
import type { Template, TemplateParameter } from "../template/template.ts";

const ssmType = /^AWS::SSM::Parameter::Value<(.+)>$/;

/**
 * The values of a template's parameters: given, kept from before, or defaults; SSM-typed ones are looked up now.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 *
 * @param previous of the stack, for UsePreviousValue and for those not given
 * @throws WireError ValidationError naming every parameter that has no value or a wrong one
 */
export async function resolveParameters(
  template: Template,
  given: readonly Parameter[],
  previous: readonly StackParameter[],
  call: CallPort,
  caller: Caller,
): Promise<StackParameter[]> {
  const declared = template.Parameters ?? {};
  const unknown = given.map(({ ParameterKey = "" }) => ParameterKey).filter((key) => !(key in declared));
  if (unknown.length > 0)
    throw validationError(`Parameters: [${unknown.join(", ")}] do not exist in the template`);
  const values = Object.entries(declared).map(([key, definition]) => {
    const entry = given.find(({ ParameterKey }) => ParameterKey === key);
    const before = previous.find((parameter) => parameter.key === key)?.value;
    const value = entry?.UsePreviousValue ? before : (entry?.ParameterValue ?? asText(definition.Default));
    return { key, definition, value };
  });
  const missing = values.filter(({ value }) => value === undefined).map(({ key }) => key);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(", ")}] must have values`);
  return Promise.all(
    values.map(async ({ key, definition, value = "" }) => {
      check(key, definition, value);
      const resolved = ssmType.test(definition.Type) ? await lookUp(key, value, call, caller) : null;
      return { key, value, resolved, noEcho: String(definition.NoEcho) === "true" };
    }),
  );
}

/** What `Ref` gives for a parameter. */
export function parameterValue(definition: TemplateParameter, parameter: StackParameter): string | string[] {
  const inner = ssmType.exec(definition.Type)?.[1] ?? definition.Type;
  const value = parameter.resolved ?? parameter.value;
  const isList = inner === "CommaDelimitedList" || inner.startsWith("List<");
  return isList ? value.split(",").map((item) => item.trim()) : value;
}

function check(key: string, definition: TemplateParameter, value: string): void {
  const explain = definition.ConstraintDescription ? `: ${definition.ConstraintDescription}` : "";
  const fail = (why: string): never => {
    throw validationError(`Parameter '${key}' ${why}${explain}`);
  };
  if (definition.AllowedValues && !definition.AllowedValues.map(String).includes(value))
    fail("must be one of AllowedValues");
  if (definition.AllowedPattern && !new RegExp(`^(?:${definition.AllowedPattern})$`).test(value)) {
    fail(`failed to satisfy constraint: must match pattern ${definition.AllowedPattern}`);
  }
  if (definition.MinLength !== undefined && value.length < Number(definition.MinLength))
    fail(`must contain at least ${definition.MinLength} characters`);
  if (definition.MaxLength !== undefined && value.length > Number(definition.MaxLength))
    fail(`must contain at most ${definition.MaxLength} characters`);
  if (definition.Type === "Number") {
    if (value.trim() === "" || Number.isNaN(Number(value))) fail("must be a number");
    if (definition.MinValue !== undefined && Number(value) < Number(definition.MinValue))
      fail(`must be a number not less than ${definition.MinValue}`);
    if (definition.MaxValue !== undefined && Number(value) > Number(definition.MaxValue))
      fail(`must be a number not greater than ${definition.MaxValue}`);
  }
}

async function lookUp(key: string, name: string, call: CallPort, caller: Caller): Promise<string> {
  try {
    const { Parameter } = (await call("ssm", "GetParameter", { Name: name }, caller)) as {
      Parameter: { Value: string };
    };
    return Parameter.Value;
  } catch (error) {
    if (error instanceof WireError && error.code === "ParameterNotFound") {
      throw validationError(
        `Unable to fetch parameters [${name}] from parameter store for this account (parameter ${key})`,
      );
    }
    throw error;
  }
}

function asText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
