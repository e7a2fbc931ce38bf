import { once } from "node:events";
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { siteServer } from "./site.ts";

describe("a server of files that change under it", () => {
  let folder: string;
  let server: Server;
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`, { headers });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "corridor-site-"));
    write("index.html", "the page");
    write("script.js", "first");
    server = siteServer(folder).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives a file whole after it has been written anew, and one that has come since", async () => {
    expect(await (await ask("script.js")).text()).toBe("first");
    write("script.js", "a second one, which is longer");
    write("new.js", "new");
    expect(await (await ask("script.js")).text()).toBe("a second one, which is longer");
    expect(await (await ask("new.js")).text()).toBe("new");
  });

  it("does not find a file that has vanished, and goes on", async () => {
    unlinkSync(join(folder, "script.js"));
    expect((await ask("script.js")).status).toBe(404);
    expect(await (await ask("")).text()).toBe("the page");
  });

  it("does not find anything while the folder is gone", async () => {
    rmSync(folder, { recursive: true });
    expect((await ask("")).status).toBe(404);
    expect((await ask("script.js")).status).toBe(404);
  });

  it("breaks off the answer if the file vanishes between being found and being read, and goes on", async () => {
    server.once("request", () => unlinkSync(join(folder, "script.js")));
    await expect(ask("script.js").then((answer) => answer.text())).rejects.toThrow();
    expect(await (await ask("")).text()).toBe("the page");
  });

  it("goes on after it was asked for a part that ends before it begins", async () => {
    await expect(ask("script.js", { range: "bytes=4-2" })).rejects.toThrow();
    expect(await (await ask("script.js")).text()).toBe("first");
  });
});
