import { relative } from "node:path";
import type { SynthResult } from "../../operations/synth.ts";
import type { Style } from "../style.ts";

/**
 * What `plinth synth` says: the stacks with their resources, and where the templates are.
 *
 * @param cwd absolute path, from which the assembly's is shown
 */
export function renderSynth(result: SynthResult, cwd: string, style: Style): string {
  const width = Math.max(...result.stacks.map((stack) => stack.name.length));
  const stacks = result.stacks.map((stack) => {
    const resources = `${stack.resources}`.padStart(5);
    const nested =
      stack.nestedTemplates === 0 ? "" : style.dim(`, in ${stack.nestedTemplates + 1} templates`);
    return `  ${stack.name.padEnd(width)}  ${resources} resources${nested}`;
  });
  const place = relative(cwd, result.out) || ".";
  return `${[...stacks, `${style.green("Templates:")} ${place}`].join("\n")}\n`;
}
