import { join } from "node:path";
import { type ProjectFolder, projectFolder } from "../support/deployed/project-folder.ts";

export { unwatched } from "../support/deployed/project-folder.ts";

export const exampleFolder = (name: string): string => join(import.meta.dirname, "../../examples", name);

/** A copy of an example in a temporary folder, complete as `init` and `generate` leave a project. */
export type ExampleProject = Pick<ProjectFolder, "folder" | "read" | "remove">;

export async function generatedExample(name: string): Promise<ExampleProject> {
  return await projectFolder({ folder: exampleFolder(name) });
}
