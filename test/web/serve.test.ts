import { describe, expect, it } from "vitest";
import { built, needsBuild } from "../cli/corridor.ts";
import { serve } from "./browser.ts";

describe.skipIf(!built)(`corridor serve${needsBuild}`, () => {
  it("gives the page, its script and nothing that is not there", async () => {
    const { address, stop } = await serve();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const page = await (await fetch(address)).text();
    expect(page).toContain("Content-Security-Policy");
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(page)![1];
    expect((await fetch(`${address}${script}`)).status).toBe(200);
    expect((await fetch(`${address}nothing.js`)).status).toBe(404);
    stop();
  });
});
