import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  appsyncFunctions,
  disconnectResolver,
  lambdaFieldCode,
  modelResolvers,
} from "../../../../../../src/templates/infra/runtime/resolvers/manifest.ts";
import { bundleFunction } from "../../../../../support/appsync/bundle-function.ts";
import { problemsOf } from "../../../../../support/appsync-js/problems-of.ts";
import { everything, everythingLock } from "../../../../../support/backends/everything.ts";
import { functionsFolder, modelSpecs } from "./resolver-api.ts";

const models = modelSpecs(everything, everythingLock);

describe("AppSync functions", () => {
  it.each(appsyncFunctions)("$name asks for nothing that AppSync lacks", async ({ name }) => {
    const code = await bundleFunction(join(functionsFolder, `${name}.ts`));
    expect(problemsOf(code)).toEqual([]);
    expect(Buffer.byteLength(code)).toBeLessThan(28 * 1024);
  });
});

describe("resolvers", () => {
  it("ask for nothing that AppSync lacks", () => {
    const all = [...models.flatMap((model) => modelResolvers(model, models)), disconnectResolver(models)];
    for (const { typeName, fieldName, code } of all) {
      expect([typeName, fieldName, problemsOf(code)]).toEqual([typeName, fieldName, []]);
    }
    expect(problemsOf(lambdaFieldCode)).toEqual([]);
  });

  it("carry little: 15 KB for all resolvers of a model with many fields", () => {
    for (const model of models) {
      const size = modelResolvers(model, models).reduce((sum, { code }) => sum + code.length, 0);
      expect(size).toBeLessThan(15_000);
    }
  });
});
