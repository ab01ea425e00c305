import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCdkSettings } from "../../../../src/operations/synth/cdk-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-cdk-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
const settingsOf = (text: string, overrides = {}) => {
  writeFileSync(join(folder, "cdk.json"), text);
  return readCdkSettings(folder, overrides);
};

test("metadata that cdk.json switches off stays out of the context", () => {
  const off =
    '{"app":"node infra/app.ts","versionReporting":false,"pathMetadata":false,"assetMetadata":false}';
  expect(settingsOf(off)).toEqual({
    command: ["node", "infra/app.ts"],
    context: { "aws:cdk:disable-version-reporting": true, "aws:cdk:bundling-stacks": ["**"] },
  });
  expect(settingsOf('{"app":"node infra/app.ts"}').context).toMatchObject({
    "aws:cdk:enable-path-metadata": true,
    "aws:cdk:enable-asset-metadata": true,
    "aws:cdk:version-reporting": true,
  });
});

test("a stage asked for wins over the context of cdk.json", () => {
  const text = '{"app":"node infra/app.ts","context":{"stage":"dev","x":1}}';
  expect(settingsOf(text, { stage: "prod" }).context).toMatchObject({ stage: "prod", x: 1 });
});

test.each([["{"], ["[]"], ["{}"], ['{"app":" "}'], ['{"app":7}']])("%s is refused with a remedy", (text) => {
  expect(() => settingsOf(text)).toThrow(expect.objectContaining({ exit: 2, remedy: expect.any(String) }));
});
