/** Where cells lie, where keys lead, and where pages end. */
import { describe, expect, it } from "vitest";
import { lettersOf } from "./columns";
import { joinSections, splitAtBreaks, splitByHeight } from "./pages/paginate";
import type { Block, Section } from "./pages/shapes";
import { drawCells } from "./sheets/drawn";
import { boxOf, findAt, layOut } from "./sheets/layout";
import { moveCell } from "./sheets/moving";
import type { Sheet } from "./served";

const sheet: Sheet = {
  place: 0,
  is_whole: true,
  is_cut: [false, false],
  cells: [
    [1, 1, 0, "s", "とても長い題がとなりの空いたセルにはみ出す"],
    [2, 1, 0, "n", "1"],
    [2, 2, 0, "s", "乙"],
    [4, 2, 0, "s", "合わせたセル"],
  ],
  styles: { 0: {} },
  merged: [[4, 2, 5, 3]],
  frozen: [0, 0],
  has_lines: true,
  print: [],
  drawings: [],
  columns: [[1, 1, 100, 0, false], [3, 3, 50, 0, true]],
  heights: [[2, 40]],
  hidden_rows: [3],
  row_styles: [],
  default_width: 64,
  default_height: 20,
  unshown: [],
};

const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false });

describe("a sheet", () => {
  const layout = layOut(sheet, 1);

  it("lies where widths, heights and what is hidden say", () => {
    expect(boxOf(layout, [2, 2, 2, 2])).toEqual({ x: 100, y: 20, width: 64, height: 40 });
    expect(boxOf(layout, [4, 2, 5, 3])).toEqual({ x: 100, y: 60, width: 64, height: 40 });
    expect([findAt(layout.tops, 0), findAt(layout.tops, 59), findAt(layout.tops, 60)]).toEqual([1, 2, 4]);
    expect(boxOf(layOut(sheet, 2), [2, 2, 2, 2]).width).toBe(128);
  });

  it("lets words reach over empty cells only", () => {
    const drawn = drawCells(layout, [1, 1, 5, 4]);
    const at = (row: number, column: number) => drawn.find((each) => each.row === row && each.column === column)!;
    expect(at(1, 1).room[1]).toBeGreaterThan(64);
    expect(at(2, 1).room).toEqual([0, 0]);
    expect(at(4, 2).area).toEqual([4, 2, 5, 3]);
  });

  it("is walked over merged cells as one and past what is hidden", () => {
    expect(moveCell(key("ArrowDown"), [2, 2], layout, 10)).toEqual([4, 2]);
    expect(moveCell(key("ArrowDown"), [4, 2], layout, 10)).toEqual([6, 2]);
    expect(moveCell(key("ArrowRight"), [4, 2], layout, 10)).toEqual([4, 4]);
    expect(moveCell(key("End", true), [1, 1], layout, 10)).toEqual([4, 2]);
    expect(moveCell(key("x"), [1, 1], layout, 10)).toBeUndefined();
  });

  it("names its columns", () => {
    expect([1, 26, 27, 702, 703].map(lettersOf)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });
});

describe("pages", () => {
  const line = (breaks = false): Block => ({ kind: "paragraph", runs: [], size: 14, ...(breaks ? { breaks } : {}) });
  const row = { cells: [], height: 20, exact: false, heads: false };
  const table: Block = { kind: "table", widths: [], rows: [row, row, row], across: "left", indent: 0, margins: [] };

  it("end where the file says", () => {
    expect(splitAtBreaks([line(), line(true), line()]).map((page) => page.length)).toEqual([1, 2]);
    expect(splitAtBreaks([line(true)]).map((page) => page.length)).toEqual([1]);
  });

  it("end where the paper does, tables between rows", () => {
    const pages = splitByHeight([line(), table, line()], [[60], [20, 20, 20], [10]], 100);
    expect(pages.map((page) => page.map(({ rows }) => rows))).toEqual([[undefined, [0, 2]], [[2, 3], undefined]]);
    expect(splitByHeight([line()], [[500]], 100).length).toBe(1);
  });

  it("join sections that go on", () => {
    const section = { width: 1, height: 1, blocks: [line()] } as unknown as Section;
    expect(joinSections([section, { ...section, continues: true }]).map(({ blocks }) => blocks.length)).toEqual([2]);
    expect(joinSections([section, { ...section, continues: true, width: 2 }]).length).toBe(2);
  });
});
