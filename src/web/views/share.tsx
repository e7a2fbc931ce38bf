import { useSignal } from "@preact/signals";
import type { TargetedEvent } from "preact";
import { readLink } from "../../scenario/link.ts";
import { save } from "../sharing/files.ts";
import { commandOf, embedOf } from "../sharing/snippets.ts";
import type { FileWanted } from "../simulation/simulator.ts";
import { type Address, hashOf } from "../state/address.ts";
import { drawsWanted, sentenceOf } from "../state/engines.ts";
import { fileOf, readFile, yamlOf } from "../state/results.ts";
import { forget, saveAs, saved } from "../state/saved.ts";
import { scenario, scenarioLink, set } from "../state/workspace.ts";
import "../styles/share.css";
import { word } from "../words.ts";

export const siteWith = (shown: Address): string => `${location.href.replace(/#.*$/, "")}${hashOf(shown)}`;

const yaml = "application/yaml";

const copies: readonly { readonly key: string; readonly text: () => string | Promise<string> }[] = [
  { key: "share_link", text: () => siteWith({ page: "simulator", shows: scenarioLink.value }) },
  { key: "share_command", text: () => commandOf(scenario.value, drawsWanted) },
  { key: "share_yaml", text: () => yamlOf(scenario.value, word("share_file_title")) },
  { key: "share_embed_pinned", text: () => embedOf(scenario.value, location.href, "Corridor", true) },
  { key: "share_embed_latest", text: () => embedOf(scenario.value, location.href, "Corridor", false) },
];

const downloads: readonly {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly wanted: FileWanted;
}[] = [
  { key: "share_csv", name: "series.csv", type: "text/csv", wanted: { rows: "run", form: "csv" } },
  {
    key: "share_parquet",
    name: "series.parquet",
    type: "application/vnd.apache.parquet",
    wanted: { rows: "run", form: "parquet" },
  },
  { key: "share_difference", name: "differences.csv", type: "text/csv", wanted: { rows: "compare", form: "csv" } },
];

/** Everything that can be taken away: words to copy, files to keep, paper, and scenarios by name. */
export function Share() {
  const said = useSignal("");
  const name = useSignal("");
  /** Does it, and says so or why not. */
  const attempt = async (what: string, work: () => Promise<void>, done: string): Promise<void> => {
    try {
      await work();
      said.value = word(done, { what });
    } catch (error) {
      said.value = word("share_failed", { what, reason: sentenceOf(error) });
    }
  };
  const copy = (key: string, text: () => string | Promise<string>): Promise<void> =>
    attempt(word(key), async () => navigator.clipboard.writeText(await text()), "share_copied");
  const download = ({ key, name: file, type, wanted }: (typeof downloads)[number]): Promise<void> => {
    said.value = word("share_waiting", { what: word(key) });
    return attempt(word(key), async () => save(file, await fileOf(wanted), type), "share_ready");
  };
  const open = async ({ currentTarget }: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    try {
      set(await readFile(await file.text(), file.name));
      said.value = word("share_ready", { what: file.name });
    } catch (error) {
      said.value = word("share_bad_file", { reason: sentenceOf(error) });
    }
    currentTarget.value = "";
  };
  return (
    <details class="share">
      <summary>{word("share_open")}</summary>
      <div class="sheet">
        <section>
          <h3>{word("share_copy")}</h3>
          {copies.map(({ key, text }) => (
            <button key={key} type="button" onClick={() => void copy(key, text)}>
              {word(key)}
            </button>
          ))}
          <p>{word("share_same_numbers")}</p>
        </section>
        <section>
          <h3>{word("share_download")}</h3>
          {downloads.map((one) => (
            <button key={one.key} type="button" onClick={() => void download(one)}>
              {word(one.key)}
            </button>
          ))}
          <button
            type="button"
            onClick={() =>
              void attempt(
                word("share_file"),
                async () => save("scenario.yaml", await yamlOf(scenario.value, word("share_file_title")), yaml),
                "share_ready",
              )
            }
          >
            {word("share_file")}
          </button>
          <button type="button" onClick={() => print()}>
            {word("share_print")}
          </button>
          <label class="file">
            {word("share_open_file")}
            <input type="file" accept=".yaml,.yml,.json" onChange={(event) => void open(event)} />
          </label>
        </section>
        <section>
          <h3>{word("share_saved")}</h3>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (name.value.trim() !== "") saveAs(name.value.trim(), scenarioLink.value);
              name.value = "";
            }}
          >
            <input
              type="text"
              aria-label={word("share_name")}
              placeholder={word("share_name")}
              value={name.value}
              onInput={(event) => {
                name.value = event.currentTarget.value;
              }}
            />
            <button type="submit">{word("share_save")}</button>
          </form>
          {saved.value.length === 0 ? (
            <p>{word("share_none")}</p>
          ) : (
            <ul>
              {saved.value.map((one) => (
                <li key={one.name}>
                  <button
                    type="button"
                    onClick={() => {
                      const { madeWith: _, ...linked } = readLink(one.link);
                      set(linked);
                    }}
                  >
                    {one.name}
                  </button>
                  <button
                    type="button"
                    aria-label={word("share_forget", { name: one.name })}
                    onClick={() => forget(one.name)}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          )}
        </section>
        <p role="status">{said.value}</p>
      </div>
    </details>
  );
}
