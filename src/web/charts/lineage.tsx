import { linkHorizontal } from "d3-shape";
import type { PageDocument } from "../evidence/page-ledger.ts";
import { type LineageLayout, lineageLayout, type OriginBand } from "../view-model/lineage-layout.ts";
import { useWidth } from "./use-width.ts";

interface LineageProps {
  readonly documents: readonly PageDocument[];
  readonly label: string;
  /** Lines of text in the box of a document; the first is its name. */
  readonly lines: (document: PageDocument) => readonly string[];
  readonly linkOf: (document: PageDocument) => string;
  /** What is written over the documents of one origin; short where there is little room. */
  readonly bandText: (band: OriginBand, short: boolean) => string;
  readonly chosen: string | undefined;
}

const lineHeight = 16;
const head = 24;
const gap = { row: 12, band: 14 };
const pad = 12;
/** Pixels below which documents stand one below the other. */
const roomy = 620;

const curve = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()
  .x(([x]) => x)
  .y(([, y]) => y);

/** Where boxes, links and fields lie, in CSS pixels. */
function places(layout: LineageLayout, width: number, boxHeight: number) {
  const stacked = width < roomy;
  const between = stacked ? 22 : 56;
  const full = width - 2 * pad;
  const boxWidth = stacked
    ? full - (layout.columns - 1) * between
    : (full - (layout.columns - 1) * between) / layout.columns;
  const bandOf = (row: number): number => layout.bands.findIndex(({ top, bottom }) => top <= row && row <= bottom);
  const left = (column: number): number => pad + column * (stacked ? between : boxWidth + between);
  const top = (row: number): number => head + row * (boxHeight + gap.row) + bandOf(row) * (head + gap.band);
  const middle = (row: number): number => top(row) + boxHeight / 2;
  return {
    boxWidth,
    left,
    top,
    bandTop: ({ top: first }: OriginBand): number => top(first) - head,
    bandBottom: ({ bottom }: OriginBand): number => top(bottom) + boxHeight + 10,
    link({ from, to }: LineageLayout["links"][number]): string {
      if (stacked)
        return `M${left(from.column) + between / 2} ${top(from.row) + boxHeight}V${middle(to.row)}H${left(to.column)}`;
      const source: [number, number] = [left(from.column) + boxWidth, middle(from.row)];
      return curve({ source, target: [left(to.column), middle(to.row)] }) ?? "";
    },
  };
}

/** Documents as boxes that can be followed, originals on the left; what goes back to one origin lies in one field. */
export function Lineage({ documents, label, lines, linkOf, bandText, chosen }: LineageProps) {
  const { width, place } = useWidth(900);
  const layout = lineageLayout(documents, width < roomy);
  const boxHeight = Math.max(...documents.map((document) => lines(document).length)) * lineHeight + 14;
  const { boxWidth, left, top, bandTop, bandBottom, link } = places(layout, width, boxHeight);
  return (
    <div ref={place} class="lineage">
      {/* biome-ignore lint/a11y/useSemanticElements: what is drawn cannot be a fieldset */}
      <svg
        viewBox={`0 0 ${width} ${bandBottom(layout.bands[layout.bands.length - 1])}`}
        role="group"
        aria-label={label}
      >
        {layout.bands.map((band) => (
          <g key={band.origin}>
            <rect
              class="origin"
              x={0}
              y={bandTop(band)}
              width={width}
              height={bandBottom(band) - bandTop(band)}
              rx={6}
            />
            <text class="origin-name" x={pad} y={bandTop(band) + 16}>
              {bandText(band, width < roomy)}
            </text>
          </g>
        ))}
        {layout.links.map((one) => (
          <path key={one.to.document.id} class="link" d={link(one)} />
        ))}
        {layout.placed.map(({ document, column, row }) => {
          const kind = document.onHand ? "document" : "document absent";
          return (
            <a
              key={document.id}
              href={linkOf(document)}
              class={document.id === chosen ? `${kind} chosen` : kind}
              {...(document.id === chosen && { "aria-current": "true" as const })}
            >
              <rect x={left(column)} y={top(row)} width={boxWidth} height={boxHeight} rx={4} />
              {lines(document).map((text, k) => (
                <text
                  key={text}
                  {...(k === 0 && { class: "title" })}
                  x={left(column) + 8}
                  y={top(row) + 7 + (k + 0.75) * lineHeight}
                >
                  {text}
                </text>
              ))}
            </a>
          );
        })}
      </svg>
    </div>
  );
}
