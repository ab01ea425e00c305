import type { Filter } from "@aws-sdk/client-secrets-manager";
import { invalidParameter } from "./errors.ts";
import type { Secrets } from "./secrets.ts";
import type { Secret } from "./state.ts";

/**
 * Secrets that fit all filters, by name. A value that begins with `!` excludes.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html
 */
export function matching(secrets: Secrets, filters: readonly Filter[], withDeleted: boolean): Secret[] {
  const now = secrets.context.clock.now();
  return secrets.state.secrets
    .list()
    .map(({ value }) => value)
    .filter(
      ({ goneAt, deletedAt }) => (goneAt === null || goneAt > now) && (withDeleted || deletedAt === null),
    )
    .filter((secret) => filters.every((filter) => fits(filter, secret)));
}

function fits({ Key, Values = [] }: Filter, secret: Secret): boolean {
  const texts = textsOf(Key, secret);
  const exact = Key === "tag-key" || Key === "tag-value";
  const has = (value: string) =>
    texts.some((text) =>
      exact ? text.startsWith(value) : text.toLowerCase().startsWith(value.toLowerCase()),
    );
  return Values.some((value) => (value.startsWith("!") ? !has(value.slice(1)) : has(value)));
}

function textsOf(key: string | undefined, secret: Secret): string[] {
  const words = (text: string) => [text, ...text.split(/[^A-Za-z0-9]+/)];
  switch (key) {
    case "name":
      return [secret.name];
    case "description":
      return words(secret.description ?? "");
    case "tag-key":
      return Object.keys(secret.tags);
    case "tag-value":
      return Object.values(secret.tags);
    case "all":
      return [
        ...words(secret.name),
        ...words(secret.description ?? ""),
        ...Object.keys(secret.tags),
        ...Object.values(secret.tags),
      ];
    case "primary-region":
    case "owning-service":
      return [];
    default:
      throw invalidParameter(`The filter key ${key} is not valid.`);
  }
}
