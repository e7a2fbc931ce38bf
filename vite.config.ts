import { defineConfig } from "vite";
import { documentation } from "./tools/documentation.ts";

/** The site: static files with relative addresses, for any host and any sub-path. */
export default defineConfig({
  root: "src/web",
  base: "./",
  plugins: [documentation()],
  build: { outDir: "../../dist/web", emptyOutDir: true, target: "es2022", sourcemap: false },
  worker: { format: "es" },
});
