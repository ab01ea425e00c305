import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printConfig } from "../../../../src/operations/init/print-config.ts";
import { printPackage } from "../../../../src/operations/init/print-package.ts";
import { scaffoldDependencies } from "../../../../src/operations/init/scaffold-dependencies.ts";
import { packageManagers } from "../../../../src/project/package-manager.ts";

test("plinth.config.ts says the answers", () => {
  const text = printConfig({
    name: "acme",
    region: "eu-west-1",
    stages: ["dev", "pre-prod", "prod"],
    budget: "0800",
    email: "ops@acme.example",
    roles: ["admin", "member"],
  });
  expect(text).toContain('  name: "acme",\n  region: "eu-west-1",\n');
  expect(text).toContain('stages: { dev: {}, "pre-prod": {}, prod: { protected: true } },');
  expect(text).toContain('roles: ["admin", "member"],');
  expect(text).toContain('budget: { monthlyUsd: 800, email: "ops@acme.example" },');
});

test.each(packageManagers)(
  "package.json for %s pins everything and lets the two that need it run their scripts",
  (manager) => {
    const manifest = JSON.parse(printPackage("acme", "file:vendor/plinth-0.1.0.tgz", manager));
    expect(manifest).toMatchObject({ name: "acme", private: true, type: "module" });
    expect(manifest.devDependencies.plinth).toBe("file:vendor/plinth-0.1.0.tgz");
    const others = Object.entries(manifest.devDependencies).filter(([name]) => name !== "plinth");
    expect(others.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
    expect(Object.keys(manifest.devDependencies)).toEqual(Object.keys(manifest.devDependencies).sort());
    expect("node" in manifest.devDependencies).toBe(manager !== "yarn");
    if (manager === "npm") expect(manifest.allowScripts).toEqual({ esbuild: true, node: true });
  },
);

test("new projects get the versions that Plinth itself is tested with", () => {
  const own = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../package.json"), "utf8"));
  const tested: Record<string, string> = { ...own.devDependencies, ...own.dependencies };
  tested["typescript"] = (tested["typescript7"] ?? "").replace("npm:typescript@", "");
  const different = Object.entries(scaffoldDependencies).filter(
    ([name, version]) => tested[name] !== version,
  );
  expect(different).toEqual([]);
});
