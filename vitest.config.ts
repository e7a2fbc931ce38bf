import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: "test/web/find-browser.ts",
    testTimeout: 300_000,
    maxWorkers: 2,
  },
});
