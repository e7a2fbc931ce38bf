/** One column, so that it can be read at 390 px: units are near pixels there. */
const pictureWidth = 480;

/** Text, lines and paper for light and dark; a picture adds colours of its own. */
const common = {
  light: `text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.head { font-size: 16px; font-weight: 600; }
.output { font-size: 14px; font-weight: 600; }
.tick, .note { fill: #59636e; }
.tick { font-size: 11px; }
.grid { stroke: #d1d9e0; }
.axis { stroke: #818b98; fill: none; }
.guide { stroke: #818b98; stroke-dasharray: 2 3; }
.paper { fill: #ffffff; }`,
  dark: `text { fill: #f0f6fc; }
.tick, .note { fill: #9198a1; }
.grid { stroke: #30363d; }
.axis, .guide { stroke: #656c76; }
.paper { fill: #0d1117; }`,
};

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A coordinate, to a tenth. */
export const at = (value: number): string => value.toFixed(1);

export function text(kind: string, x: number, y: number, content: string, anchor = "start"): string {
  return `<text class="${kind}" x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

/** Breaks a text into lines of at most so many characters. */
export function lines(content: string, most: number): string[] {
  const found = [""];
  for (const word of content.split(" ")) {
    const last = found[found.length - 1];
    if (last === "") found[found.length - 1] = word;
    else if (last.length + 1 + word.length <= most) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}

/** Lines of notes, from a height on, and the height below them. */
export function notes(content: string, y: number): { readonly marks: readonly string[]; readonly bottom: number } {
  const found = lines(content, 72);
  return { marks: found.map((line, i) => text("note", 16, y + 16 * i, line)), bottom: y + 16 * found.length };
}

/** A step of 1, 2 or 5 times a power of ten, of which about `count` go into `high`. */
export function niceStep(high: number, count = 4): number {
  const power = 10 ** Math.floor(Math.log10(high / count));
  return power * [1, 2, 5, 10].find((step) => step * power >= high / count)!;
}

export interface Picture {
  readonly title: string;
  readonly description: string;
  /** Rules of its own, for light and dark. */
  readonly style: { readonly light: string; readonly dark: string };
  readonly marks: readonly string[];
  readonly height: number;
}

/** An SVG for light and dark, as wide as there is room up to 640 pixels. */
export function svgOf({ title, description, style, marks, height }: Picture): string {
  const high = Math.ceil(height);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pictureWidth} ${high}" style="max-width: 640px" role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(description)}</desc>
<style>
${common.light}
${style.light}
@media (prefers-color-scheme: dark) {
${common.dark}
${style.dark}
}
</style>
<rect class="paper" width="${pictureWidth}" height="${high}"/>
${marks.join("\n")}
</svg>
`;
}
