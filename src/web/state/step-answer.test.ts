import { expect, it, vi } from "vitest";
import { start } from "./start.ts";

/** Dies as soon as it has begun, as where its file cannot be had. */
class DeadWorker {
  onerror: (event: unknown) => void = () => {};
  constructor() {
    queueMicrotask(() => this.onerror({ type: "error" }));
  }
  addEventListener(): void {}
  removeEventListener(): void {}
  postMessage(): void {}
  terminate(): void {}
}
vi.stubGlobal("Worker", DeadWorker);
vi.stubGlobal("navigator", { languages: ["en"], hardwareConcurrency: 1 });
vi.stubGlobal("localStorage", { getItem: () => null });
vi.spyOn(console, "error").mockImplementation(() => {});
const { answerStep, stepFailure } = await import("./step-answer.ts");
const { word } = await import("../words.ts");

it("says of a step whose engine has stopped that it has", async () => {
  answerStep(start);
  await vi.waitFor(() => expect(stepFailure.value).toBe(word("error_worker")));
});
