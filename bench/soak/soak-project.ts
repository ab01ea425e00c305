import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ProjectFolder, projectFolder } from "../../test/support/deployed/project-folder.ts";

/** A small project, and the changes that a person makes to it all day. */
export interface SoakProject extends ProjectFolder {
  /** Saves something else each time: a field comes, a field goes, a handler changes. @returns what was saved */
  change(): string;
}

const config = `import { defineConfig } from "plinth";
export default defineConfig({ name: "soak", region: "eu-west-1", stages: { dev: {} } });
`;
const model = (extra: string) => `import { integer, model, text } from "plinth";
export const Note = model({
  code: text().unique(), title: text(), count: integer().default(0), ${extra}
}).index("byTitle", ["title"]);
`;
const functionText = `import { query, text } from "plinth";
export default query({ input: { name: text() }, returns: { greeting: text() }, access: "signedIn" });
`;
const handler = (turn: number) => `import type { Handler } from "../../infra/functions/greet.gen.ts";
export const handler: Handler = async ({ name }, { log }) => {
  log.info("Greeting", { turn: ${turn} });
  return { greeting: \`Hello \${name}\` };
};
`;

export async function soakProject(): Promise<SoakProject> {
  const project = await projectFolder({
    name: "soak",
    files: {
      "plinth.config.ts": config,
      "models/note.ts": model(""),
      "functions/greet/function.ts": functionText,
      "functions/greet/handler.ts": handler(0),
    },
  });
  let turn = 0;
  return {
    ...project,
    change() {
      turn += 1;
      const [file, text] =
        turn % 3 === 0
          ? ["functions/greet/handler.ts", handler(turn)]
          : ["models/note.ts", model(turn % 3 === 1 ? "extra: text().optional()," : "")];
      writeFileSync(join(project.folder, file), text);
      return file;
    },
  };
}
