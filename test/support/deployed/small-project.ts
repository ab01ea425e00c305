/** Little to deploy: for tests of what is around a project. One model, and one function that can fail. */
export const smallProject = {
  name: "small",
  files: {
    "plinth.config.ts": `import { defineConfig } from "plinth";

export default defineConfig({
  name: "small",
  region: "eu-west-1",
  stages: { dev: {} },
  roles: ["owner", "dispatcher", "technician"],
});
`,
    "models/note.ts": `import { model, text } from "plinth";

export const Note = model({ title: text() });
`,
    "functions/greet/function.ts": `import { query, text } from "plinth";

export default query({ input: { name: text() }, returns: { text: text() }, access: "member" });
`,
    "functions/greet/handler.ts": `import type { Handler } from "../../infra/functions/greet.gen.ts";

interface Named {
  readonly name: string;
}

export const handler: Handler = async ({ name }, { log }) => {
  log.info("Greeting", { length: name.length });
  if (name === "nobody") fail({ name });
  return { text: \`Hello, \${name}\` };
};

function fail({ name }: Named): never {
  throw new TypeError(\`There is \${name}\`);
}
`,
  },
} as const;
