import { createServer, type Server } from "node:http";
import sirv from "sirv";

/**
 * A server of the files of a folder, as they are when they are asked for: what has vanished is not found, and what cannot be read fails that
 * request alone.
 */
export function siteServer(folder: string): Server {
  const files = sirv(folder, { dev: true, etag: true });
  return createServer((request, response) => {
    // once the head has been written its status cannot be taken back: an answer that breaks off is the only honest one
    const fail = (): void => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    };
    response.once("pipe", (file) => file.once("error", fail));
    try {
      files(request, response, () => {
        response.writeHead(404).end();
      });
    } catch {
      fail();
    }
  });
}
