import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readAssembly } from "../../../../src/operations/synth/read-assembly.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-assembly-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
const nested = (path: string) => ({
  Type: "AWS::CloudFormation::Stack",
  Metadata: { "aws:asset:path": path },
});

test("resources of nested templates are counted with their stack's", () => {
  write("manifest.json", {
    artifacts: {
      "acme-dev-service.assets": { type: "cdk:asset-manifest", properties: {} },
      "acme-dev-service": {
        type: "aws:cloudformation:stack",
        properties: { templateFile: "service.template.json", stackName: "acme-dev-service" },
      },
    },
  });
  write("service.template.json", {
    Resources: { Api: { Type: "AWS::AppSync::GraphQLApi" }, One: nested("one.json") },
  });
  write("one.json", { Resources: { A: { Type: "x" }, B: { Type: "x" }, Two: nested("two.json") } });
  write("two.json", { Resources: { A: { Type: "x" } } });
  expect(readAssembly(folder)).toEqual([
    { name: "acme-dev-service", template: "service.template.json", resources: 6, nestedTemplates: 2 },
  ]);
});
