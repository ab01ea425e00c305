import type { Caller, CallPort } from "../../../kernel/service.ts";
import { validationError } from "../errors.ts";
import { isRecord } from "../template/template.ts";

const reference = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^}]+)\}\}/g;

/**
 * Replaces `{{resolve:ssm:name}}` and the like inside resolved properties.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 *
 * @throws WireError where what is referred to does not exist or may not be read
 */
export async function resolveReferences(value: unknown, call: CallPort, caller: Caller): Promise<unknown> {
  if (typeof value === "string") return value.includes("{{resolve:") ? replace(value, call, caller) : value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveReferences(item, call, caller)));
  if (!isRecord(value)) return value;
  const entries = await Promise.all(
    Object.entries(value).map(
      async ([key, item]) => [key, await resolveReferences(item, call, caller)] as const,
    ),
  );
  return Object.fromEntries(entries);
}

async function replace(text: string, call: CallPort, caller: Caller): Promise<string> {
  const values = await Promise.all(
    [...text.matchAll(reference)].map(
      async ([whole, service = "", rest = ""]) => [whole, await find(service, rest, call, caller)] as const,
    ),
  );
  return values.reduce((result, [whole, found]) => result.replace(whole, () => found), text);
}

async function find(service: string, rest: string, call: CallPort, caller: Caller): Promise<string> {
  if (service !== "secretsmanager") {
    const answer = (await call(
      "ssm",
      "GetParameter",
      { Name: rest, WithDecryption: service === "ssm-secure" },
      caller,
    )) as {
      Parameter: { Value: string };
    };
    return answer.Parameter.Value;
  }
  const parts =
    /^(arn:aws:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(?::SecretString(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?)?$/.exec(
      rest,
    );
  if (parts === null) throw validationError(`Could not parse the dynamic reference secretsmanager:${rest}`);
  const [, SecretId, key, VersionStage, VersionId] = parts;
  const answer = (await call(
    "secrets-manager",
    "GetSecretValue",
    { SecretId, ...(VersionStage ? { VersionStage } : {}), ...(VersionId ? { VersionId } : {}) },
    caller,
  )) as { SecretString: string };
  if (!key) return answer.SecretString;
  const found = (JSON.parse(answer.SecretString) as Record<string, unknown>)[key];
  if (found === undefined)
    throw validationError(`Could not find a value associated with JSONKey ${key} in SecretString`);
  return String(found);
}
