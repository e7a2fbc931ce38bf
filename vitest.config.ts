import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: "test/web/find-browser.ts",
    // the build is run as Node runs it: through Vitest's own loader every import is read by a getter, which makes simulating several times slower
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 300_000,
    maxWorkers: 2,
  },
});
