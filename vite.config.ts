import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";
import { documentation } from "./tools/documentation.ts";

const serviceWorker = "service-worker";

/** Tells the service worker which files were built, and gives them a version: what changes with any of them. */
function precache(): Plugin {
  return {
    name: "corridor-precache",
    enforce: "post",
    generateBundle(_, bundle) {
      const own = bundle[`${serviceWorker}.js`];
      if (own?.type !== "chunk") throw new Error("the service worker was not built");
      const files = Object.values(bundle).filter((file) => file !== own && file.fileName !== "index.html");
      const version = createHash("sha256");
      for (const file of Object.values(bundle)) version.update(file.type === "chunk" ? file.code : file.source);
      const names = JSON.stringify(files.map(({ fileName }) => fileName).sort());
      own.code = `const builtVersion="${version.digest("hex").slice(0, 16)}",builtFiles=${names};${own.code}`;
    },
  };
}

/** The licence of the typefaces goes where they go. */
function typefacesLicence(): Plugin {
  return {
    name: "corridor-typefaces-licence",
    generateBundle() {
      const source = readFileSync("node_modules/@fontsource-variable/source-sans-3/LICENSE", "utf8");
      this.emitFile({ type: "asset", fileName: "typefaces-license.txt", source });
    },
  };
}

/** Data in files of their own: a browser keeps them when only the script has changed, and the posterior comes when it is wanted. */
const data = {
  groups: [
    { name: "data-posterior", test: /embedded-posterior/ },
    { name: "data-forecasts", test: /embedded-forecasts/ },
    { name: "data-start", test: /embedded-(start|central)/ },
    { name: "data-opening", test: /embedded-opening/ },
    { name: "data-evidence", test: /evidence\/embedded/ },
    ...readdirSync("data/bargains").map((file) => ({
      name: `data-bargain-${file.replace(/\.json$/, "")}`,
      test: new RegExp(`data/bargains/${file}`),
    })),
    { name: "data-tables", test: /embedded\.ts/ },
  ],
};

/** The site: static files with relative addresses, for any host and any sub-path. */
export default defineConfig({
  root: "src/web",
  base: "./",
  plugins: [documentation(), typefacesLicence(), precache()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    // data, which come when they are wanted
    chunkSizeWarningLimit: 1600,
    rollupOptions: {
      input: { index: "src/web/index.html", [serviceWorker]: "src/web/offline/service-worker.ts" },
      output: {
        codeSplitting: data,
        entryFileNames: ({ name }) => (name === serviceWorker ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es", rollupOptions: { output: { codeSplitting: data } } },
});
