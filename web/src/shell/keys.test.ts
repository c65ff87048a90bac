import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { handleKey, spellKeys, walkRegions } from "./keys";

function press(key: string, init: KeyboardEventInit = {}, target: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  document.body.innerHTML = `
    <header data-region="header" tabindex="-1"></header>
    <nav data-region="rail" tabindex="-1"></nav>
    <main data-region="page" tabindex="-1"><input id="field"></main>
    <input data-search-box>`;
  // jsdom lays nothing out; what it would call hidden is not.
  vi.spyOn(HTMLElement.prototype, "offsetParent", "get").mockReturnValue(document.body);
});
afterEach(() => {
  document.body.innerHTML = "";
});

it("spells keys as they are listed", () => {
  expect(spellKeys(press("c", { ctrlKey: true, shiftKey: true }))).toBe("Ctrl+Shift+C");
  expect(spellKeys(press("F6"))).toBe("F6");
});

it("walks the regions round and round, and backwards", () => {
  const names = (count: number, isBackwards: boolean) =>
    Array.from({ length: count }, () => {
      walkRegions(isBackwards);
      return document.activeElement?.getAttribute("data-region");
    });
  expect(names(4, false)).toEqual(["header", "rail", "page", "header"]);
  expect(names(2, true)).toEqual(["page", "rail"]);
});

it("lists the keys on ? outside fields only, and never while composing", () => {
  const showKeyList = vi.fn();
  const acts = { showKeyList, commands: [], go: () => undefined };
  const listen = (event: KeyboardEvent) => handleKey(event, acts);
  addEventListener("keydown", listen);
  press("?", { shiftKey: true }, document.querySelector("#field")!);
  press("?", { shiftKey: true, isComposing: true });
  expect(showKeyList).not.toHaveBeenCalled();
  press("?", { shiftKey: true });
  expect(showKeyList).toHaveBeenCalledOnce();
  press("k", { ctrlKey: true });
  expect(document.activeElement).toBe(document.querySelector("[data-search-box]"));
  removeEventListener("keydown", listen);
});
