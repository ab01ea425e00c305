import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Two cores is what a laptop in battery mode and a CI runner have.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
