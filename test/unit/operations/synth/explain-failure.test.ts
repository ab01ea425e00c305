import { expect, test } from "vitest";
import { explainFailure } from "../../../../src/operations/synth/explain-failure.ts";

test("an error in the user's code is placed there, though the runtime threw it", () => {
  const printed = `file:///projects/acme/infra/runtime/constructs/table.ts:20
      throw new Error("A table has a name.");
            ^

Error: A table has a name.
    at new Table (file:///projects/acme/infra/runtime/constructs/table.ts:20:13)
    at customize (file:///projects/acme/infra/custom.ts:12:3)
    at file:///projects/acme/infra/app.ts:38:1
    at ModuleJob.run (node:internal/modules/esm/module_job:343:25)

Node.js v24.21.0
`;
  expect(explainFailure("/projects/acme", printed)).toMatchObject({
    code: "SYNTH_FAILED",
    message: "The CDK app stopped: Error: A table has a name.",
    remedy: "Correct infra/custom.ts and run the command again.",
    problems: [{ file: "infra/custom.ts", line: 12, message: "Error: A table has a name." }],
  });
});

test("what esbuild cannot resolve is placed in the handler", () => {
  const printed = `✘ [ERROR] Could not resolve "left-pad"

    functions/send-invoice/handler.ts:1:20:
      1 │ import leftPad from "left-pad";
        ╵                     ~~~~~~~~~~

file:///projects/acme/node_modules/esbuild/lib/main.js:1467
  let error = new Error(text);
`;
  expect(explainFailure("/projects/acme", printed)).toMatchObject({
    code: "PACKAGE_MISSING",
    message: "The package left-pad is not installed.",
    problems: [{ file: "functions/send-invoice/handler.ts", line: 1 }],
  });
});

test("a package that is not installed is named", () => {
  const printed = `node:internal/modules/package_json_reader:256
  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);
Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@aws-sdk/client-ses' imported from /projects/acme/infra/custom.ts
    at packageResolve (node:internal/modules/esm/resolve:768:81)
`;
  expect(explainFailure("/projects/acme", printed)).toMatchObject({
    code: "PACKAGE_MISSING",
    remedy: expect.stringContaining("npm install @aws-sdk/client-ses"),
  });
});

test("an app that says nothing is told apart", () => {
  expect(explainFailure("/projects/acme", "").message).toBe("The CDK app stopped: it printed nothing.");
});

test("a package.json that is no JSON is named, not the app that cannot start", () => {
  const printed =
    "node:internal\n\nError: Invalid package config /home/me/acme/package.json.\n    at x (node:y)\n";
  expect(explainFailure("/home/me/acme", printed)).toMatchObject({
    code: "PACKAGE_JSON_BROKEN",
    remedy: "Correct it, or bring it back: git checkout -- package.json",
    problems: [{ file: "package.json" }],
  });
});
