import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { corridor, temporaryFolder } from "../cli/corridor.ts";
import { browsing, canBrowse, cannotBrowse } from "./browser.ts";

const link = "v=1&base=history&window=2024-01..2024-02&change=trainSecurity,from:2024-02,value:0";
const patience = { timeout: 300_000 };

describe.skipIf(!canBrowse)(`what can be taken away from the page${cannotBrowse}`, () => {
  const visit = browsing();
  let page: Page;
  let address: string;
  beforeAll(async () => {
    const look = { size: "desktop", locale: "en-US", clipboard: true } as const;
    ({ page, address } = await visit({ ...look, hash: `#${link}`, ready: ".chart" }));
    await page.getByText("Share and save").click();
  }, 300_000);

  const copied = async (label: string): Promise<string> => {
    await page.getByRole("button", { name: label, exact: true }).click();
    await page.getByText(`${label}: copied`).waitFor();
    return page.evaluate("navigator.clipboard.readText()");
  };
  const downloaded = async (label: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent("download", patience),
      page.getByRole("button", { name: label }).first().click(),
    ]);
    return download.path();
  };

  it("is, as CSV, what the copied command writes, byte for byte; and so are the differences", async () => {
    const [, quoted, words] = /^corridor run '([^']+)' (.*) --csv series\.csv$/.exec(await copied("Command line"))!;
    const folder = temporaryFolder();
    const written = (command: string, file: string): string => {
      const path = join(folder, file);
      const { code } = corridor([command, quoted, ...words.split(" "), "--csv", path, "--quiet"]);
      expect(code).toBe(0);
      return readFileSync(path, "utf8");
    };
    const taken = async (label: string): Promise<string> => readFileSync(await downloaded(label), "utf8");
    expect((await taken("All series (CSV)")) === written("run", "series.csv")).toBe(true);
    expect((await taken("Differences (CSV)")) === written("compare", "differences.csv")).toBe(true);
    expect((await taken("All series (Parquet)")).slice(0, 4)).toBe("PAR1");
  }, 900_000);

  it("is a scenario file that says the same, and can be opened again", async () => {
    const path = await downloaded("Scenario file (YAML)");
    expect(readFileSync(path, "utf8")).toContain("lever: trainSecurity");
    await page.getByRole("button", { name: "Reset everything" }).click();
    await expect.poll(() => page.url()).not.toContain("trainSecurity");
    await page.locator("input[type=file]").setInputFiles({
      name: "mine.yaml",
      mimeType: "application/yaml",
      buffer: readFileSync(path),
    });
    await expect.poll(() => page.url(), patience).toContain(link);
    await page.locator("input[type=file]").setInputFiles({
      name: "bad.yaml",
      mimeType: "application/yaml",
      buffer: Buffer.from("corridor: 1\ntitle: x\nbase: histroy\n"),
    });
    await page.getByText('"histroy" was given').waitFor(patience);
  }, 600_000);

  it("is a link that says with what it was made, and another that was made with something else says so", async () => {
    expect(await copied("Link")).toMatch(/&model=\d+&data=[0-9a-f]{8}$/);
    const other = await page.context().newPage();
    await other.goto(`${address}#${link}&model=1&data=00000000`);
    await other.getByText("made with an earlier version").waitFor(patience);
    await other.close();
    const { err, code } = corridor(["run", `${link}&model=1&data=00000000`, "--mode", "mean", "--runs", "1"]);
    expect(code).toBe(0);
    expect(err).toContain("Note: the link was made with another version");
  }, 600_000);

  it("is kept under a name, and a chart as a picture", async () => {
    await page.getByPlaceholder("Name of the scenario").fill("Without the train");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Reset everything" }).click();
    await page.reload();
    await page.getByText("Share and save").click();
    await page.getByRole("button", { name: "Without the train", exact: true }).click();
    await expect.poll(() => page.url()).toContain("trainSecurity");
    await page.waitForSelector(".chart", patience);
    expect(readFileSync(await downloaded("Save chart: Border Patrol encounters, SVG"), "utf8")).toMatch(
      /^<svg .*Border Patrol/s,
    );
    expect(
      readFileSync(await downloaded("Save chart: Border Patrol encounters, PNG"))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });

  it("is a chart for other sites", async () => {
    const snippet = await copied("Embed, pinned to this version");
    const embedded = /src="([^"]+)"/.exec(snippet)![1].replaceAll("&amp;", "&");
    const other = await page.context().newPage();
    await other.setContent(snippet);
    await other.goto(embedded);
    await other.waitForSelector(".embed .chart", patience);
    expect(await other.locator("aside, header").count()).toBe(0);
    await other.close();
  }, 600_000);
});
