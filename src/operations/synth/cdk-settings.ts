import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";

export interface CdkSettings {
  /** Program and arguments of the CDK app: `node infra/app.ts`. */
  readonly command: readonly string[];
  /** What the app finds in its context. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** The settings of cdk.json that the CDK's own command line turns into context. */
const metadataContext: readonly { readonly setting: string; readonly key: string }[] = [
  { setting: "pathMetadata", key: "aws:cdk:enable-path-metadata" },
  { setting: "assetMetadata", key: "aws:cdk:enable-asset-metadata" },
  { setting: "versionReporting", key: "aws:cdk:version-reporting" },
];

/**
 * Reads cdk.json as `cdk synth` does, so that both give the app the same context and get the same templates
 * (`contextFromSettings` in aws-cdk-cli, packages/@aws-cdk/toolkit-lib/lib/api/cloud-assembly/environment.ts).
 *
 * @param project absolute path
 * @param overrides context that wins, as `cdk -c key=value` does
 */
export function readCdkSettings(project: string, overrides: Readonly<Record<string, string>>): CdkSettings {
  const file = parse(project, "cdk.json");
  const app = file["app"];
  if (typeof app !== "string" || app.trim() === "") {
    throw new UserError({
      code: "CDK_APP_MISSING",
      message: "cdk.json does not say how to run the CDK app.",
      remedy: 'Put back the line: "app": "node infra/app.ts"',
    });
  }
  const stored = existsSync(join(project, "cdk.context.json")) ? parse(project, "cdk.context.json") : {};
  const metadata = metadataContext.flatMap(({ setting, key }) =>
    file[setting] === false ? [] : [[key, true] as const],
  );
  return {
    command: app.split(" ").filter((word) => word !== ""),
    context: {
      ...stored,
      ...(isObject(file["context"]) ? file["context"] : {}),
      ...Object.fromEntries(metadata),
      ...(file["versionReporting"] === false ? { "aws:cdk:disable-version-reporting": true } : {}),
      "aws:cdk:bundling-stacks": ["**"],
      ...overrides,
    },
  };
}

function parse(project: string, name: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(join(project, name), "utf8"));
    if (isObject(content)) return content;
  } catch (error) {
    throw new UserError({
      code: "CDK_SETTINGS_UNREADABLE",
      message: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      remedy: `Bring it back: git checkout -- ${name}`,
      cause: error,
    });
  }
  throw new UserError({
    code: "CDK_SETTINGS_UNREADABLE",
    message: `${name} does not hold a JSON object.`,
    remedy: `Bring it back: git checkout -- ${name}`,
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
