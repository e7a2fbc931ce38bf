import { show } from "./error.ts";
import { didYouMean } from "./suggest.ts";

/** Files of one kind that come with the package. */
export interface Shelf {
  /** What one of them is called. */
  readonly kind: string;
  readonly folder: string;
  /** Their names, without `.yaml`. */
  readonly names: readonly string[];
  /** Texts by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether they are few enough to be listed in messages. */
  readonly few: boolean;
}

/** A file that was found: its name, for people its path, and its text. */
export interface Found {
  readonly bundled: boolean;
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** True of the text of a file, as against its name or path. */
export function looksLikeText(nameOrText: string): boolean {
  return /\n|^\s*\{|: /.test(nameOrText) || nameOrText.trim() === "";
}

/** True of what names a file rather than something bundled. */
export function looksLikePath(name: string): boolean {
  return /[/\\]|\.(ya?ml|json)$/i.test(name);
}

/** `base` seen from the folder of `file`: `a/b.yaml` and `../c.yaml` give `c.yaml`. */
export function resolvePath(file: string, base: string): string {
  if (/^([/\\]|[a-z]+:)/i.test(base)) return base;
  const parts = file.split("/").slice(0, -1);
  for (const part of base.split("/")) {
    if (part === "..") {
      if (parts.length === 0 || parts[parts.length - 1] === "..") parts.push(part);
      else parts.pop();
    } else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/**
 * The file that a name or path means, or a sentence that says why there is none.
 * @param read reads the text of a file by path; may throw.
 * @param from the file from whose folder paths are seen.
 */
export function find(
  name: string,
  { kind, folder, names, files, few }: Shelf,
  read: ((path: string) => string) | undefined,
  from = "",
): Found | string {
  if (!looksLikePath(name)) {
    const file = `${name}.yaml`;
    if (names.includes(name)) return { bundled: true, name, file: `${folder}/${file}`, text: files[file] };
    const meant = didYouMean(name, names);
    const all = few && meant === "" ? ` (${names.join(", ")})` : "";
    return `${show(name)} was given; expected a bundled ${kind}${all} or the path of a file${meant}`;
  }
  if (read === undefined)
    return `the path ${show(name)} was given; expected a bundled ${kind}, as no files can be read here`;
  const file = resolvePath(from, name);
  try {
    return { bundled: false, name: file, file, text: read(file) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${show(name)} was given; expected a file that can be read (${reason})`;
  }
}
