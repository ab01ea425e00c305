import { readFileSync } from "node:fs";
import { join } from "node:path";
import { domainOf, fillPlaceholders, type Place } from "./placeholders.ts";
import { type Asset, readAssets } from "./read-assets.ts";
import { parseTemplate, type Template } from "./template.ts";

/** A stack of an assembly, with everything that deploying it takes. */
export interface AssemblyStack {
  readonly name: string;
  /** As it stands in the file. */
  readonly templateText: string;
  readonly template: Template;
  /** The templates of its nested stacks, by the logical id of each in the template above it. */
  readonly nested: readonly NestedTemplate[];
  /** Where CloudFormation finds the template once the assets are published. */
  readonly templateUrl: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  /** The bootstrap stack's role that may deploy, and the one that CloudFormation acts as. */
  readonly deployRole: string | null;
  readonly executionRole: string | null;
  readonly assets: readonly Asset[];
}

export interface NestedTemplate {
  readonly logicalId: string;
  readonly templateText: string;
  readonly template: Template;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly terminationProtection?: boolean;
    readonly tags?: Readonly<Record<string, string>>;
    readonly assumeRoleArn?: string;
    readonly cloudFormationExecutionRoleArn?: string;
    readonly stackTemplateAssetObjectUrl?: string;
    readonly file?: string;
  };
}

/**
 * The stacks of a cloud assembly, each after those it depends on.
 *
 * @param folder absolute path of the assembly
 * @param place where it is going to be deployed
 */
export function readStacks(folder: string, place: Place): readonly AssemblyStack[] {
  const { artifacts } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    artifacts: Readonly<Record<string, Artifact>>;
  };
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === "aws:cloudformation:stack");
  return inOrder(stacks).map(([id, artifact]) => readStack(folder, id, artifact, artifacts, place));
}

function readStack(
  folder: string,
  id: string,
  { properties = {}, dependencies = [] }: Artifact,
  artifacts: Readonly<Record<string, Artifact>>,
  place: Place,
): AssemblyStack {
  const { templateText, template } = readTemplate(folder, properties.templateFile ?? "");
  const manifests = dependencies.flatMap((each) => artifacts[each]?.properties?.file ?? []);
  const fill = (text: string | undefined) => (text === undefined ? null : fillPlaceholders(text, place));
  return {
    name: properties.stackName ?? id,
    templateText,
    template,
    nested: readNested(folder, template),
    templateUrl: httpsUrl(fill(properties.stackTemplateAssetObjectUrl) ?? "", place.region),
    tags: properties.tags ?? {},
    terminationProtection: properties.terminationProtection ?? false,
    deployRole: fill(properties.assumeRoleArn),
    executionRole: fill(properties.cloudFormationExecutionRoleArn),
    assets: manifests.flatMap((file) => readAssets(folder, file, place)),
  };
}

function readNested(folder: string, template: Template): readonly NestedTemplate[] {
  return Object.entries(template.resources).flatMap(([logicalId, { type, metadata }]) => {
    const path = metadata["aws:asset:path"];
    if (type !== "AWS::CloudFormation::Stack" || typeof path !== "string") return [];
    const read = readTemplate(folder, path);
    return [{ logicalId, ...read }, ...readNested(folder, read.template)];
  });
}

function readTemplate(folder: string, file: string): { templateText: string; template: Template } {
  const templateText = readFileSync(join(folder, file), "utf8");
  return { templateText, template: parseTemplate(templateText) };
}

/** `s3://bucket/key` as CloudFormation wants it. */
function httpsUrl(s3Url: string, region: string): string {
  const { host, pathname } = new URL(s3Url);
  return `https://s3.${region}.${domainOf(region)}/${host}${pathname}`;
}

function inOrder(stacks: readonly (readonly [string, Artifact])[]): readonly (readonly [string, Artifact])[] {
  const known = new Map(stacks);
  const ordered = new Map<string, Artifact>();
  const visit = (id: string, artifact: Artifact) => {
    for (const dependency of artifact.dependencies ?? []) {
      const found = known.get(dependency);
      if (found !== undefined && !ordered.has(dependency)) visit(dependency, found);
    }
    ordered.set(id, artifact);
  };
  for (const [id, artifact] of stacks) visit(id, artifact);
  return [...ordered];
}
