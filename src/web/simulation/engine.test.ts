import { expect, it, vi } from "vitest";
import { engine } from "./engine.ts";

class SilentWorker {
  addEventListener(): void {}
  removeEventListener(): void {}
  postMessage(): void {}
  terminate(): void {}
}
vi.stubGlobal("Worker", SilentWorker);

it("says what it stopped over, twice the same, to whoever asked and to the console", async () => {
  const fault = new TypeError("paths is undefined");
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const replaced = vi.fn();
  const asked = engine(replaced).ask(() => Promise.reject(fault));
  await expect(asked).rejects.toMatchObject({ name: "EngineStopped", cause: fault });
  expect(said.mock.calls).toEqual([[fault], [fault]]);
  expect(replaced).toHaveBeenCalledOnce();
});

it("throws what answers a question, and goes on", async () => {
  const answer = Object.assign(new Error("5 was given"), { name: "LinkError" });
  const replaced = vi.fn();
  const { ask } = engine(replaced);
  await expect(ask(() => Promise.reject(answer))).rejects.toBe(answer);
  expect(await ask(async () => 1)).toBe(1);
  expect(replaced).not.toHaveBeenCalled();
});
