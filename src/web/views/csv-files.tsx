import { save } from "../sharing/files.ts";
import "../styles/chart-files.css";
import { word } from "../words.ts";

interface CsvFilesProps {
  readonly files: readonly {
    /** Message key of what the file holds. */
    readonly key: string;
    readonly name: string;
    readonly write: () => string;
  }[];
  /** Whether everything that is written has been computed. */
  readonly ready: boolean;
}

/** Takes the numbers of a page away. */
export function CsvFiles({ files, ready }: CsvFilesProps) {
  return (
    <div class="chart-files">
      {files.map(({ key, name, write }) => (
        <button key={key} type="button" disabled={!ready} onClick={() => save(name, write(), "text/csv")}>
          {word(key)}
        </button>
      ))}
    </div>
  );
}
