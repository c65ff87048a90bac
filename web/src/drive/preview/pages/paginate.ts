/** Which blocks stand on which page: where the file says a page ends, else where the paper does. */
import type { Block, Section } from "./shapes";

/** A block or, of a table, some of its rows. */
export interface Piece {
  readonly block: Block;
  readonly rows?: readonly [from: number, to: number];
}

/** Heights of a block: one of a paragraph, one for each row of a table. */
type Heights = readonly (readonly number[])[];

/** Sections that go on where the one before ended, joined with it. */
export function joinSections(sections: readonly Section[]): readonly Section[] {
  const joined: Section[] = [];
  for (const section of sections) {
    const last = joined.at(-1);
    if (last !== undefined && section.continues && last.width === section.width && last.height === section.height) {
      joined[joined.length - 1] = { ...last, blocks: [...last.blocks, ...section.blocks] };
    } else joined.push(section);
  }
  return joined;
}

/** Pages by what the file says alone. */
export function splitAtBreaks(blocks: readonly Block[]): readonly (readonly Piece[])[] {
  const pages: Piece[][] = [[]];
  for (const block of blocks) {
    const page = pages.at(-1)!;
    if (block.kind === "paragraph" && block.breaks && page.length > 0) pages.push([{ block }]);
    else page.push({ block });
  }
  return pages;
}

/** Pages by heights too. A paragraph stays whole, a table is cut between rows; what is higher than a page has one for itself. */
export function splitByHeight(blocks: readonly Block[], heights: Heights, room: number): readonly (readonly Piece[])[] {
  const pages: Piece[][] = [[]];
  let left = room;
  const turn = () => {
    if (pages.at(-1)!.length > 0) pages.push([]);
    left = room;
  };
  blocks.forEach((block, at) => {
    if (block.kind === "paragraph") {
      const [height = 0] = heights[at] ?? [];
      if (block.breaks || height > left) turn();
      pages.at(-1)!.push({ block });
      left -= height;
      return;
    }
    let from = 0;
    (heights[at] ?? []).forEach((height, row) => {
      if (height > left && !isTied(block, row)) {
        if (row > from) pages.at(-1)!.push({ block, rows: [from, row] });
        from = row;
        turn();
      }
      left -= height;
    });
    pages.at(-1)!.push({ block, rows: [from, block.rows.length] });
  });
  return pages;
}

/** Whether a cell of a row above reaches into this row. */
function isTied(table: Extract<Block, { kind: "table" }>, row: number): boolean {
  return table.rows.slice(0, row).some(({ cells }, above) => cells.some((cell) => above + (cell.rows ?? 1) > row));
}
