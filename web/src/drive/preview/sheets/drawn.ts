/** What of a sheet is drawn in a window of it: each cell with its box, its look and the room its words have. */
import type { Area, Cell, CellLook } from "../served";
import { boxOf, guessWidth, keyOf, lookOf, lookOfArea, type Box, type Layout } from "./layout";

export interface Drawn {
  readonly row: number;
  readonly column: number;
  readonly box: Box;
  readonly look: CellLook;
  readonly cell: Cell | undefined;
  /** How far the words may reach beyond the box, to the left and to the right. */
  readonly room: readonly [left: number, right: number];
  readonly area: Area | undefined;
}

export const pixelsOf = (look: CellLook, zoom: number): number => ((look.size ?? 11) * 96 * zoom) / 72;

/** Where the words stand: as the style says, else numbers right, truths and faults in the middle. */
export function acrossOf(look: CellLook, cell: Cell | undefined): string {
  if (look.across !== undefined) return look.across;
  return cell?.[3] === "n" ? "right" : cell?.[3] === "b" || cell?.[3] === "e" ? "center" : "left";
}

/** The cells of rows and columns, those that reach in from the left too. */
export function drawCells(layout: Layout, [top, left, bottom, right]: Area): Drawn[] {
  const drawn: Drawn[] = [];
  const areas = new Set<Area>();
  for (let row = top; row <= bottom; row += 1) {
    if (layout.tops[row] === layout.tops[row + 1]) continue;
    for (const cell of layout.rows.get(row) ?? []) {
      const column = cell[1];
      if (layout.merges.has(keyOf(row, column)) || layout.lefts[column] === layout.lefts[column + 1]) continue;
      const look = lookOf(layout, cell[2]);
      const box = boxOf(layout, [row, column, row, column]);
      const room = roomOf(layout, cell, look, box);
      if (box.x + box.width + room[1] < layout.lefts[left]! || box.x - room[0] > layout.lefts[right + 1]!) continue;
      drawn.push({ row, column, box, look, cell, room, area: undefined });
    }
    for (let column = left; column <= right; column += 1) {
      const area = layout.merges.get(keyOf(row, column));
      if (area !== undefined) areas.add(area);
    }
  }
  for (const area of areas) {
    const box = boxOf(layout, area);
    if (box.width > 0 && box.height > 0) {
      const cell = layout.cells.get(keyOf(area[0], area[1]));
      drawn.push({ row: area[0], column: area[1], box, look: lookOfArea(layout, area), cell, room: [0, 0], area });
    }
  }
  return drawn;
}

/** Words that need more room than their cell take that of empty cells beside it, as on paper. */
function roomOf(layout: Layout, cell: Cell, look: CellLook, box: Box): readonly [number, number] {
  const words = cell[4];
  if (words === "" || cell[3] === "n" || look.wrap || look.shrink || look.turn !== undefined || words.includes("\n")) return [0, 0];
  const across = acrossOf(look, cell);
  if (across === "centerContinuous") return [0, centreOver(layout, cell)];
  if (across !== "left" && across !== "right" && across !== "center") return [0, 0];
  const size = pixelsOf(look, layout.zoom);
  const missing = guessWidth(words, size) + size * 0.5 - box.width;
  if (missing <= 0) return [0, 0];
  if (across === "left") return [0, freeBeside(layout, cell, 1, missing)];
  if (across === "right") return [freeBeside(layout, cell, -1, missing), 0];
  return [freeBeside(layout, cell, -1, missing / 2), freeBeside(layout, cell, 1, missing / 2)];
}

function freeBeside(layout: Layout, [row, column]: Cell, step: 1 | -1, wanted: number): number {
  let room = 0;
  for (let at = column + step; at >= 1 && at <= layout.columnCount && room < wanted; at += step) {
    const beside = layout.cells.get(keyOf(row, at));
    if ((beside !== undefined && beside[4] !== "") || layout.merges.has(keyOf(row, at))) break;
    room += layout.lefts[at + 1]! - layout.lefts[at]!;
  }
  return Math.min(room, wanted);
}

/** Empty cells after it that are centred together with it. */
function centreOver(layout: Layout, [row, column]: Cell): number {
  let room = 0;
  for (let at = column + 1; at <= layout.columnCount; at += 1) {
    const beside = layout.cells.get(keyOf(row, at));
    if (beside === undefined || beside[4] !== "" || lookOf(layout, beside[2]).across !== "centerContinuous") break;
    room += layout.lefts[at + 1]! - layout.lefts[at]!;
  }
  return room;
}
