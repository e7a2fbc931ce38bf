import { once } from "node:events";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { reasonOf, UsageError } from "../errors.ts";
import { catchInterrupt } from "../interrupt.ts";
import { siteServer } from "../site.ts";

export interface ServeOptions {
  /** 0 takes any that is free. */
  readonly port: number;
}

const site = fileURLToPath(new URL("../../web", import.meta.url));

/** `corridor serve`: the page on this machine alone, until Ctrl-C. Throws UsageError. */
export async function serve({ port }: ServeOptions): Promise<void> {
  if (!existsSync(site))
    throw new UsageError("the page is not built; expected it in dist/web, where npm run build puts it");
  const server = siteServer(site);
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    throw new UsageError(
      `--port: ${port} was given, which cannot be used (${reasonOf(error)}); expected a free one, or 0 for any`,
    );
  }
  const interrupt = catchInterrupt();
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
  if (!interrupt.signal.aborted) await once(interrupt.signal, "abort");
  interrupt.release();
  server.closeAllConnections();
  server.close();
}
