import { modelVersion } from "../../model/version.ts";
import { save } from "../sharing/files.ts";
import { drawingOf, paintingOf } from "../sharing/picture.ts";
import { word } from "../words.ts";

/** Takes the chart beside it away as a drawing or a painting. */
export function Pictures({ name, file }: { readonly name: string; readonly file: string }) {
  const drawing = (button: HTMLElement): string => {
    const svg = button.closest("article")!.querySelector("svg")!;
    return drawingOf(svg, name, word("share_picture_note", { version: modelVersion }));
  };
  return (
    <div class="pictures">
      <button
        type="button"
        aria-label={`${word("share_chart", { name })}, SVG`}
        onClick={(event) => save(`${file}.svg`, drawing(event.currentTarget), "image/svg+xml")}
      >
        SVG
      </button>
      <button
        type="button"
        aria-label={`${word("share_chart", { name })}, PNG`}
        onClick={(event) =>
          void paintingOf(drawing(event.currentTarget)).then((blob) => save(`${file}.png`, blob, "image/png"))
        }
      >
        PNG
      </button>
    </div>
  );
}
