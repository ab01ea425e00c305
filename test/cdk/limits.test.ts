import { expect, test } from "vitest";
import { lockFor } from "../support/backends/lock-for.ts";
import { syntheticBackend } from "../support/backends/synthetic.ts";
import { resourcesOf } from "./support/inspect.ts";
import { synth } from "./support/synth.ts";
import { temporaryProject } from "./support/temporary-project.ts";

test.each([1, 10, 50, 200])(
  "%i models stay within CloudFormation's limits",
  async (count) => {
    const backend = syntheticBackend(count);
    const assembly = await synth(temporaryProject(backend, lockFor(backend)));

    for (const [name, template] of Object.entries(assembly.templates)) {
      expect(Object.keys(template.Resources).length, `resources of ${name}`).toBeLessThanOrEqual(500);
      expect(Object.keys(template.Outputs ?? {}).length, `outputs of ${name}`).toBeLessThanOrEqual(200);
      expect(Object.keys(template.Parameters ?? {}).length, `parameters of ${name}`).toBeLessThanOrEqual(200);
      expect(Buffer.byteLength(assembly.texts[name] ?? ""), `bytes of ${name}`).toBeLessThanOrEqual(
        1_000_000,
      );
    }
    const resources = resourcesOf(assembly);
    expect(resources.length).toBeLessThanOrEqual(2_500);
    const resolvers = resources.filter(({ Type }) => Type === "AWS::AppSync::Resolver");
    expect(resolvers.length / count).toBeLessThanOrEqual(10);
  },
  60_000,
);
