import { linkHorizontal } from "d3-shape";
import type { LineageLayout, PlacedDocument } from "../view-model/lineage-layout.ts";
import { useWidth } from "./fan.tsx";

interface LineageProps {
  readonly layout: LineageLayout;
  readonly label: string;
  /** Lines of text in the box of a document; the first is its name. */
  readonly lines: (placed: PlacedDocument) => readonly string[];
  readonly nameOf: (placed: PlacedDocument) => string;
  readonly linkOf: (placed: PlacedDocument) => string;
  /** What is written over the documents of one origin. */
  readonly bandText: (band: LineageLayout["bands"][number]) => string;
  readonly chosen: string | undefined;
}

const lineHeight = 16;
const head = 24;
const gap = { row: 12, band: 14 };

const curve = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()
  .x(([x]) => x)
  .y(([, y]) => y);

/** Documents as boxes that can be followed, originals on the left; what goes back to one origin lies in one field. */
export function Lineage({ layout, label, lines, nameOf, linkOf, bandText, chosen }: LineageProps) {
  const { width, place } = useWidth(900);
  const most = Math.max(...layout.placed.map((placed) => lines(placed).length));
  const box = { height: most * lineHeight + 14 };
  const step = box.height + gap.row;
  const pad = width < 500 ? 6 : 14;
  const between = width < 500 ? 14 : 56;
  const boxWidth = (width - 2 * pad - (layout.columns - 1) * between) / layout.columns;
  const bandOf = (row: number): number => layout.bands.findIndex(({ top, bottom }) => top <= row && row <= bottom);
  const left = (column: number): number => pad + column * (boxWidth + between);
  const top = (row: number): number => head + row * step + bandOf(row) * (head + gap.band);
  const bandTop = (band: number): number => top(layout.bands[band].top) - head;
  const bandBottom = (band: number): number => top(layout.bands[band].bottom) + box.height + 10;
  return (
    <div ref={place} class="lineage">
      {/* biome-ignore lint/a11y/useSemanticElements: what is drawn cannot be a fieldset */}
      <svg viewBox={`0 0 ${width} ${bandBottom(layout.bands.length - 1)}`} role="group" aria-label={label}>
        {layout.bands.map((band, k) => (
          <g key={band.origin}>
            <rect class="origin" x={0} y={bandTop(k)} width={width} height={bandBottom(k) - bandTop(k)} rx={6} />
            <text class="origin-name" x={pad} y={bandTop(k) + 16}>
              {bandText(band)}
            </text>
          </g>
        ))}
        {layout.links.map(({ from, to }) => (
          <path
            key={to.document.id}
            class="link"
            d={
              curve({
                source: [left(from.column) + boxWidth, top(from.row) + box.height / 2],
                target: [left(to.column), top(to.row) + box.height / 2],
              }) ?? ""
            }
          />
        ))}
        {[...layout.placed]
          .sort((a, b) => a.row - b.row || a.column - b.column)
          .map((placed) => {
            const { document, column, row } = placed;
            const kind = document.onHand ? "document" : "document absent";
            return (
              <a
                key={document.id}
                href={linkOf(placed)}
                aria-label={nameOf(placed)}
                class={document.id === chosen ? `${kind} chosen` : kind}
                {...(document.id === chosen && { "aria-current": "true" as const })}
              >
                <rect x={left(column)} y={top(row)} width={boxWidth} height={box.height} rx={4} />
                {lines(placed).map((text, k) => (
                  <text
                    key={text}
                    class={k === 0 ? "title" : undefined}
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
