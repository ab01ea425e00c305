import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface SynthesizedStack {
  readonly name: string;
  /** File in the assembly. */
  readonly template: string;
  /** Resources in this template and the nested ones below it. */
  readonly resources: number;
  readonly nestedTemplates: number;
}

interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/**
 * The stacks of a cloud assembly, in the order they are deployed.
 *
 * @param folder absolute path of the assembly
 */
export function readAssembly(folder: string): readonly SynthesizedStack[] {
  const { artifacts = {} } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    artifacts?: Record<string, { type: string; properties?: { templateFile?: string; stackName?: string } }>;
  };
  return Object.entries(artifacts).flatMap(([id, artifact]) => {
    const template = artifact.properties?.templateFile;
    if (artifact.type !== "aws:cloudformation:stack" || template === undefined) return [];
    return [{ name: artifact.properties?.stackName ?? id, template, ...count(folder, template) }];
  });
}

function count(folder: string, file: string): { resources: number; nestedTemplates: number } {
  const template = JSON.parse(readFileSync(join(folder, file), "utf8")) as Template;
  const resources = Object.values(template.Resources ?? {});
  const nested = resources.flatMap((resource) => {
    const path = resource.Metadata?.["aws:asset:path"];
    return resource.Type === "AWS::CloudFormation::Stack" && typeof path === "string"
      ? [count(folder, path)]
      : [];
  });
  return {
    resources: nested.reduce((sum, one) => sum + one.resources, resources.length),
    nestedTemplates: nested.reduce((sum, one) => sum + one.nestedTemplates, nested.length),
  };
}
