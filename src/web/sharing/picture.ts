/** What the style sheet says of a drawing, to be written into it: outside the page there is no sheet. */
const kept = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "font-variant-numeric",
] as const;
const margin = 16;
const titleHeight = 44;
/** Points of the picture to one of the page. */
const scale = 2;

function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of kept) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("class");
  });
  return copy;
}

function textAt(content: string, y: number, size: number, weight: number, colour: string): SVGTextElement {
  const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
  const font = getComputedStyle(document.body).fontFamily;
  const attributes = { x: margin, y, fill: colour, "font-size": size, "font-weight": weight, "font-family": font };
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, `${value}`);
  text.textContent = content;
  return text;
}

/** A chart with its title and what it rests on, as a drawing that stands alone. */
export function drawingOf(svg: SVGSVGElement, title: string, note: string): string {
  const { width, height } = svg.viewBox.baseVal;
  const page = getComputedStyle(document.body);
  const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const size = { width: width + 2 * margin, height: height + titleHeight + 2 * margin + 12 };
  whole.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  whole.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  whole.setAttribute("width", `${size.width}`);
  whole.setAttribute("height", `${size.height}`);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", `${size.width}`);
  paper.setAttribute("height", `${size.height}`);
  paper.setAttribute("fill", page.backgroundColor);
  const inner = withStyles(svg);
  inner.setAttribute("x", `${margin}`);
  inner.setAttribute("y", `${titleHeight}`);
  inner.setAttribute("width", `${width}`);
  inner.setAttribute("height", `${height}`);
  whole.append(
    paper,
    textAt(title, margin + 14, 16, 600, page.color),
    inner,
    textAt(note, size.height - margin + 4, 10, 400, page.color),
  );
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
