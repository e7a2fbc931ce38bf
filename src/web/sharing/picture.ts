import { letterFaces } from "./letter-faces.ts";

/** What the style sheet says of a drawing, to be written into it: outside the page there is no sheet. */
const kept = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "font-variant-numeric",
  "paint-order",
  "vector-effect",
] as const;
/** Pixels: of the page around the drawing, and between its parts. */
const margin = 20;
const gap = 8;
/** Points of the picture to one of the page. */
const scale = 2;

/** What a picture shows and says: it has to be understood where the page is not. */
export interface Picture {
  readonly title: string;
  /** Sentences below the title: what is found, and what letters and lines stand for. */
  readonly said: readonly string[];
  /** Charts, one above the other. */
  readonly charts: readonly SVGSVGElement[];
  /** What it rests on. */
  readonly note: string;
}

const svg = "http://www.w3.org/2000/svg";

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(svg, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  return made;
}

function withStyles(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [...chart.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((one, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of kept) one.setAttribute(name, style.getPropertyValue(name));
    one.removeAttribute("class");
  });
  return copy;
}

interface Letters {
  readonly family: string;
  readonly size: number;
  readonly weight: number;
}

/** Text as lines that are no wider than some pixels. */
function linesOf(text: string, { family, size, weight }: Letters, width: number): string[] {
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = `${weight} ${size}px ${family}`;
  const lines: string[] = [];
  for (const part of text.split(" ")) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)} ${part}`;
    if (lines.length > 0 && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** Charts with their title, what they say and what they rest on, as a drawing that stands alone. */
export async function drawingOf({ title, said, charts, note }: Picture): Promise<string> {
  const page = getComputedStyle(document.body);
  const root = getComputedStyle(document.documentElement);
  const plain = root.getPropertyValue("--plain");
  const soft = root.getPropertyValue("--soft");
  const inner = Math.max(...charts.map(({ viewBox }) => viewBox.baseVal.width));
  const parts: SVGElement[] = [];
  let below = margin;
  const write = (text: string, letters: Letters, fill: string): void => {
    for (const line of linesOf(text, letters, inner)) {
      below += letters.size * 1.3;
      const { family, size, weight } = letters;
      const made = element("text", { x: margin, y: below, fill, "font-family": family, "font-size": size });
      made.setAttribute("font-weight", `${weight}`);
      made.textContent = line;
      parts.push(made);
    }
  };
  write(title, { family: root.getPropertyValue("--text"), size: 20, weight: 600 }, page.color);
  for (const sentence of said) {
    below += 2;
    write(sentence, { family: plain, size: 15, weight: 400 }, page.color);
  }
  for (const chart of charts) {
    const { width, height } = chart.viewBox.baseVal;
    const copy = withStyles(chart);
    for (const [key, value] of Object.entries({ x: margin, y: below + gap, width, height }))
      copy.setAttribute(key, `${value}`);
    parts.push(copy);
    below += gap + height;
  }
  below += gap;
  write(note, { family: plain, size: 12, weight: 400 }, soft);
  const size = { width: inner + 2 * margin, height: Math.ceil(below) + margin };
  const whole = element("svg", { xmlns: svg, viewBox: `0 0 ${size.width} ${size.height}`, ...size });
  const faces = element("style", {});
  faces.textContent = await letterFaces();
  whole.append(faces, element("rect", { ...size, fill: page.backgroundColor }), ...parts);
  return new XMLSerializer().serializeToString(whole);
}

/** The same as a PNG, twice as fine as on the page. */
export async function paintingOf(drawing: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture cannot be painted"))), "image/png"),
  );
}
