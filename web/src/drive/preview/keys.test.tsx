/** Keys that what is read takes for itself, and those it leaves to the browser and to what is read beside it. */
import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { Sheet } from "./served";
import { Grid } from "./sheets/Grid";
import { layOut } from "./sheets/layout";
import type { Deck } from "./slides/shapes";
import { SlidesView } from "./slides/SlidesView";
import type { Source } from "./source";

const source = { id: "f1", name: "説明", previewUrl: "/api/files/f1/preview" } as Source;

class Watcher {
  readonly observe = vi.fn();
  readonly disconnect = vi.fn();
}

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", Watcher);
  Element.prototype.scrollIntoView ??= () => undefined;
});

/** -> whether the browser keeps the key. */
const press = (on: Element, key: string, held: object = {}) => fireEvent.keyDown(on, { key, ...held });

function openSlides() {
  const slide = { shapes: [], background: {}, is_hidden: false, notes: "一行目\n二行目" };
  render(<SlidesView source={source} deck={{ width: 960, height: 540, slides: [slide, slide], unshown: [] } as unknown as Deck} />);
  return screen.getByRole("group", { name: "2枚のうち1枚目" });
}

it("turns slides by arrows, not where another key is held", () => {
  const stage = openSlides();
  expect(press(stage, "ArrowRight")).toBe(false);
  expect(screen.getByRole("group", { name: "2枚のうち2枚目" })).toBe(stage);
  for (const held of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }]) expect(press(stage, "ArrowLeft", held)).toBe(true);
  expect(screen.getByRole("group", { name: "2枚のうち2枚目" })).toBe(stage);
});

it("leaves arrows in the notes to the notes", () => {
  const stage = openSlides();
  expect(press(screen.getByText(/一行目/), "ArrowDown")).toBe(true);
  expect(screen.getByRole("group", { name: "2枚のうち1枚目" })).toBe(stage);
});

it("moves in a sheet by arrows, copies a cell, and leaves the browser its own keys and a selection", () => {
  const sheet = {
    is_whole: true, cells: [[1, 1, 0, "s", "款"], [1, 2, 0, "s", "項"]], styles: { 0: {} }, merged: [], frozen: [0, 0], print: [], drawings: [],
    columns: [], heights: [], hidden_rows: [], row_styles: [], default_width: 64, default_height: 20, unshown: [], is_cut: [false, false],
  } as unknown as Sheet;
  const onActive = vi.fn();
  const writeText = vi.fn(async () => undefined);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  render(<Grid layout={layOut(sheet, 1)} source={source} name="予算" active={[1, 1]} onActive={onActive} />);
  const grid = screen.getByRole("grid", { name: "シート 予算" });
  expect(press(grid, "ArrowRight", { altKey: true })).toBe(true);
  expect(onActive).not.toHaveBeenCalled();
  expect(press(grid, "ArrowRight")).toBe(false);
  expect(onActive).toHaveBeenCalledWith([1, 2]);
  expect(press(grid, "c", { ctrlKey: true })).toBe(false);
  expect(writeText).toHaveBeenCalledWith("款");
  getSelection()!.selectAllChildren(screen.getByText("款"));
  expect(press(grid, "c", { ctrlKey: true })).toBe(true);
  expect(writeText).toHaveBeenCalledOnce();
});
