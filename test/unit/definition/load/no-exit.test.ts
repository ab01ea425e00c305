import { expect, test } from "vitest";
import { withoutExit } from "../../../../src/definition/load/no-exit.ts";

test("process.exit throws while files are loaded, and works again after", async () => {
  const { exit } = process;
  await expect(withoutExit(async () => process.exit(0))).rejects.toThrow("it calls process.exit.");
  expect(process.exit).toBe(exit);
});
