import { files } from "./embedded.ts";

/** Names of the sweeps that ship, those of the files in `sweeps/`. */
export const sweepNames: readonly string[] = Object.keys(files).map((file) => file.replace(/\.yaml$/, ""));

/** The file of a sweep that ships; undefined if there is none of the name. */
export function bundledSweep(name: string): { readonly file: string; readonly text: string } | undefined {
  const file = `${name}.yaml`;
  return Object.hasOwn(files, file) ? { file: `sweeps/${file}`, text: files[file] } : undefined;
}
