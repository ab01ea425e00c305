import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "../run-process.ts";

const app = join(import.meta.dirname, "app.cjs");

/** Synthesizes the floor app: as many bare resources as an assembly has. */
export function runFloorApp(out: string, resources: number): Promise<number> {
  return runNode([app], {
    environment: { CDK_OUTDIR: out, CDK_VALIDATION: "false", FLOOR_RESOURCES: String(resources) },
  });
}

/** Resources in all templates of an assembly. */
export function resourcesIn(assembly: string): number {
  const templates = globSync("*.template.json", { cwd: assembly });
  const counts = templates.map((path) => {
    const { Resources = {} } = JSON.parse(readFileSync(join(assembly, path), "utf8")) as {
      Resources?: object;
    };
    return Object.keys(Resources).length;
  });
  return counts.reduce((sum, each) => sum + each, 0);
}
