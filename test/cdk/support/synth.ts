import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

export interface Assembly {
  readonly folder: string;
  /** Texts of all templates by file name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, Template>>;
  /** What the app printed. */
  readonly output: string;
}

export interface SynthOptions {
  readonly context?: Readonly<Record<string, string>>;
  /** CloudFormation's own checks: seconds. */
  readonly validate?: boolean;
}

/** Runs a project's CDK app in a process of its own, as `cdk synth` does. */
export async function synth(project: string, options: SynthOptions = {}): Promise<Assembly> {
  const folder = join(project, "cdk.out");
  rmSync(folder, { recursive: true, force: true });
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["infra/app.ts"], {
    cwd: project,
    env: {
      PATH: process.env["PATH"],
      HOME: project,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(options.context ?? {}),
      CDK_VALIDATION: options.validate === true ? "true" : "false",
    },
  });
  const names = readdirSync(folder).filter((name) => name.endsWith(".template.json"));
  const texts = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  return {
    folder,
    texts,
    templates: Object.fromEntries(names.map((name) => [name, JSON.parse(texts[name] ?? "") as Template])),
    output: stdout + stderr,
  };
}
