import { beforeEach, describe, expect, it, vi } from "vitest";
import { dataOf, start } from "../src/islands";

describe("islands", () => {
  beforeEach(() => {
    document.documentElement.lang = "en";
    document.body.innerHTML = "";
  });

  it("makes each known host live and leaves unknown ones alone", async () => {
    document.body.innerHTML = '<div data-island="copy"><code>x</code></div><div data-island="none"></div>';
    await start(document);
    const [known, unknown] = [...document.querySelectorAll<HTMLElement>("[data-island]")];
    expect(known?.dataset["live"]).toBe("");
    expect(known?.querySelector("button")?.textContent).toBe("Copy");
    expect(unknown?.dataset["live"]).toBeUndefined();
  });

  it("copies the code and says so in the page's language", async () => {
    document.documentElement.lang = "zh-Hans";
    document.body.innerHTML = '<div data-island="copy"><code>ASK {}</code></div>';
    const write = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText: write } });
    await start(document);
    const button = document.querySelector("button");
    button?.click();
    await vi.waitFor(() => expect(button?.textContent).toBe("已复制"));
    expect(write).toHaveBeenCalledWith("ASK {}");
  });

  it("reads the data that the server gave", () => {
    document.body.innerHTML = '<div><script type="application/json">{"a": "甲"}</script></div>';
    expect(dataOf(document.body.firstElementChild as HTMLElement)).toEqual({ a: "甲" });
  });
});
