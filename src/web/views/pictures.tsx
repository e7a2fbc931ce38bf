import { modelVersion } from "../../model/version.ts";
import { save } from "../sharing/files.ts";
import { drawingOf, paintingOf } from "../sharing/picture.ts";
import "../styles/chart-files.css";
import { word } from "../words.ts";

interface PicturesProps {
  readonly name: string;
  /** Name of the file, without its ending. */
  readonly file: string;
  /** Sentences that the picture says below its title. */
  readonly said: readonly string[];
  /** What the picture rests on; for a scenario if nothing is given. */
  readonly note?: string;
}

/** Takes the charts of the article around it away as a drawing or a painting. */
export function Pictures({ name, file, said, note }: PicturesProps) {
  const drawing = (button: HTMLElement): Promise<string> =>
    drawingOf({
      title: name,
      said,
      charts: [...button.closest("article")!.querySelectorAll<SVGSVGElement>("svg[role=img]")],
      note: note ?? word("share_picture_note", { version: modelVersion }),
    });
  return (
    <div class="chart-files">
      <button
        type="button"
        aria-label={`${word("share_chart", { name })}, SVG`}
        onClick={({ currentTarget }) =>
          void drawing(currentTarget).then((text) => save(`${file}.svg`, text, "image/svg+xml"))
        }
      >
        SVG
      </button>
      <button
        type="button"
        aria-label={`${word("share_chart", { name })}, PNG`}
        onClick={({ currentTarget }) =>
          void drawing(currentTarget)
            .then(paintingOf)
            .then((blob) => save(`${file}.png`, blob, "image/png"))
        }
      >
        PNG
      </button>
    </div>
  );
}
