import sans from "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2";
import serif from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2";

/** Faces of styles/type.css, for pictures that have to stand alone. */
const faces = [
  ["Source Sans 3", sans],
  ["Source Serif 4", serif],
] as const;

async function written(file: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(file)).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** A style sheet that holds the letters of the page. */
export async function letterFaces(): Promise<string> {
  const rules = faces.map(
    async ([name, file]) =>
      `@font-face{font-family:"${name}";font-weight:200 900;src:url(data:font/woff2;base64,${await written(file)})}`,
  );
  return (await Promise.all(rules)).join("");
}
