import { validation, versionNotFound } from "./errors.ts";
import { currentVersion, type Parameter, type ParameterVersion } from "./state.ts";

/** The longest a fully qualified name may be: 1011 characters, of which a parameter's own path takes at most 15 levels. */
const longestName = 1011;

/** @throws WireError where the name is not one that Parameter Store takes */
export function checkName(name: string): void {
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || name.length > longestName) {
    throw validation(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (/^\/?(aws|ssm)/i.test(name))
    throw validation(`Parameter name: can't be prefixed with "ssm" or "aws" (case-insensitive): ${name}`);
  if (name.includes("/") && !name.startsWith("/")) {
    throw validation(
      "Parameter name must be a fully qualified name: a name that contains slashes begins with one.",
    );
  }
  if (name.split("/").length > 16) throw validation("Hierarchies end at fifteen levels.");
}

/** A reference as callers write it: `name`, `name:3` (a version), or an ARN. */
export function readReference(reference: string): { name: string; version: number | null } {
  const bare = reference.replace(/^arn:aws:ssm:[^:]*:[^:]*:parameter(?=\/)/, "");
  const [, name = bare, version] = /^(.*?)(?::(\d+))?$/.exec(bare) ?? [];
  return {
    name: reference.startsWith("arn:") && !bare.slice(1).includes("/") ? name.slice(1) : name,
    version: version ? Number(version) : null,
  };
}

/** @throws WireError ParameterVersionNotFound */
export function versionOf(parameter: Parameter, version: number | null): ParameterVersion {
  if (version === null) return currentVersion(parameter);
  const found = parameter.versions.find((candidate) => candidate.version === version);
  if (found === undefined) throw versionNotFound(parameter.name, String(version));
  return found;
}

export function arnOf(name: string, region: string, accountId: string): string {
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith("/") ? "" : "/"}${name}`;
}
