import { describe, expect, test } from "vitest";
import { templatePaths } from "../../../../src/files/template-text.ts";
import { cdk } from "../../../../src/generators/cdk/index.ts";
import { everything, everythingLock } from "../../../support/backends/everything.ts";

const files = cdk(everything, everythingLock);
const textOf = (path: string): string => {
  const content = files.find((file) => file.path === path)?.content;
  return content?.kind === "text" ? content.text : "";
};

/** Folders that other generators bring. */
const others = /^(?:infra\/)?runtime\/(?:data|lambda|resolvers|seed|triggers)\//;

describe("the cdk generator", () => {
  test("brings every template there is for the app", () => {
    const wanted = templatePaths("infra").filter((path) => !others.test(path));
    expect(files.map(({ path }) => path).sort()).toEqual(
      [...wanted.map((path) => `infra/${path}`), "infra/backend.gen.ts"].sort(),
    );
  });

  test("takes templates as they are, and writes custom.ts once", () => {
    for (const { path, content, once } of files) {
      if (content.kind === "template") expect(content.template).toBe(path);
      expect(once).toBe(path === "infra/custom.ts" ? true : undefined);
    }
  });

  test("writes the app's data", async () => {
    await expect(textOf("infra/backend.gen.ts")).toMatchFileSnapshot("golden/backend.gen.ts.txt");
  });

  test("gives the same bytes for the same definition", () => {
    expect(cdk(structuredClone(everything), structuredClone(everythingLock))).toEqual(files);
  });

  test("names what is missing in the lock", () => {
    expect(() => cdk(everything, { ...everythingLock, models: {} })).toThrow("Category is not in the lock");
  });
});
