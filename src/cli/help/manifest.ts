import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of oclif's manifest that help, suggestions and tests read. */
interface Manifest {
  readonly commands: Readonly<Record<string, ManifestCommand>>;
}

export interface ManifestCommand {
  /** Words joined by colons: `tenant:create`. */
  readonly id: string;
  readonly summary?: string;
  readonly description?: string;
  /** Heading of the overview under which the command stands. */
  readonly group?: string;
  readonly usage?: string | readonly string[];
  readonly hidden?: boolean;
  readonly examples?: readonly (string | { readonly description: string; readonly command: string })[];
  readonly args: Readonly<Record<string, ManifestArgument>>;
  readonly flags: Readonly<Record<string, ManifestFlag>>;
}

export interface ManifestArgument {
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
}

export interface ManifestFlag {
  readonly name: string;
  readonly char?: string;
  readonly type: "boolean" | "option";
  readonly summary?: string;
  readonly description?: string;
  readonly helpGroup?: string;
  readonly helpValue?: string | readonly string[];
  readonly options?: readonly string[];
  readonly required?: boolean;
  readonly hidden?: boolean;
  readonly multiple?: boolean;
  readonly allowNo?: boolean;
}

/**
 * Every command, as the manifest describes it.
 *
 * @param root folder of the Plinth package
 */
export function readManifest(root: string): readonly ManifestCommand[] {
  const manifest = JSON.parse(readFileSync(join(root, "oclif.manifest.json"), "utf8")) as Manifest;
  return Object.values(manifest.commands);
}

/** Commands that help shows, in the order of their names. */
export function visibleCommands(commands: readonly ManifestCommand[]): ManifestCommand[] {
  return commands.filter((command) => command.hidden !== true).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How a person types a command: `tenant create`. */
export function spoken(id: string): string {
  return id.replaceAll(":", " ");
}
