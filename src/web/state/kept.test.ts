import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("navigator", { languages: ["es-MX"] });
Object.defineProperty(globalThis, "localStorage", {
  configurable: true,
  get() {
    throw new DOMException("The operation is insecure.", "SecurityError");
  },
});

describe("a browser that keeps nothing", () => {
  it("shows the page in the language it asks for, and in another for as long as the page is open", async () => {
    const { locale, speak } = await import("../words.ts");
    expect(locale.value).toBe("es-MX");
    speak("en");
    expect(locale.value).toBe("en");
  });

  it("counts years as the reader says", async () => {
    const { reckonIn, reckoning } = await import("./years.ts");
    expect(reckoning.value).toBe("calendar");
    reckonIn("fiscal");
    expect(reckoning.value).toBe("fiscal");
  });

  it("has the scenarios that were named since the page was opened", async () => {
    const { saveAs, saved } = await import("./saved.ts");
    expect(saved.value).toEqual([]);
    saveAs("mine", "v=1&base=history");
    expect(saved.value).toEqual([{ name: "mine", link: "v=1&base=history" }]);
  });
});

describe("a browser that keeps things, and is full", () => {
  it("gives what it has and forgets the rest", async () => {
    const { keep, read } = await import("./kept.ts");
    const full = (): never => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    const getItem = (key: string): string | null => (key === "corridor.years" ? "fiscal" : null);
    Object.defineProperty(globalThis, "localStorage", { configurable: true, value: { getItem, setItem: full } });
    expect([read("corridor.years"), read("corridor.scenarios")]).toEqual(["fiscal", null]);
    expect(() => keep("corridor.years", "calendar")).not.toThrow();
  });
});
