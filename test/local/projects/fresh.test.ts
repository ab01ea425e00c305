import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultAnswers } from "../../../src/operations/init/answers.ts";
import { init } from "../../../src/operations/init.ts";
import { type ExampleProject, unwatched } from "../../examples/example-project.ts";
import { describeLifecycle } from "./project-lifecycle.ts";

const root = join(import.meta.dirname, "../../..");

describeLifecycle("a project fresh from init", freshProject);

/** What `plinth init` leaves, with the packages of this checkout in place of installed ones. */
async function freshProject(): Promise<ExampleProject> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "plinth-fresh-")));
  const folder = join(parent, "acme");
  const answers = { ...defaultAnswers, name: "acme", region: "eu-west-1", email: "ops@acme.example" };
  await init({ target: folder, answers, manager: "npm", install: false, git: false }, unwatched);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), "utf8"),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
