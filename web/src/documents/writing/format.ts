/** What stands at the cursor, and the acts of the toolbar and the / menu on it. */
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, mergeCells, splitCell } from "prosemirror-tables";
import type { Editor } from "./makeEditor";

export type BlockName =
  | "paragraph" | "heading1" | "heading2" | "heading3" | "quote" | "bulletListItem" | "numberedListItem" | "checkListItem" | "table" | "image" | "other";
type StyleName = "bold" | "underline" | "strike" | "italic";

export interface Format {
  readonly block: BlockName;
  readonly styles: Readonly<Partial<Record<StyleName, boolean>>>;
  readonly link: string | null;
  readonly image: { readonly id: string; readonly alt: string; readonly caption: string } | null;
}

const plain: readonly string[] = ["paragraph", "quote", "bulletListItem", "numberedListItem", "checkListItem", "table", "image"];

export function readFormat(editor: Editor): Format {
  const { block } = editor.getTextCursorPosition();
  const active = editor.getActiveStyles() as Partial<Record<StyleName, boolean>>;
  return {
    block: nameBlock(block.type, "level" in block.props ? block.props.level : undefined),
    styles: { bold: active.bold, underline: active.underline, strike: active.strike },
    link: editor.getSelectedLinkUrl() ?? null,
    image: block.type === "image" ? { id: block.id, alt: block.props.name, caption: block.props.caption } : null,
  };
}

function nameBlock(type: string, level: unknown): BlockName {
  if (type === "heading") return level === 1 || level === 2 || level === 3 ? `heading${level}` : "heading3";
  return plain.includes(type) ? (type as BlockName) : "other";
}

/** Makes the block at the cursor one of this kind; a second time makes a list item a paragraph again. */
export function setBlock(editor: Editor, name: BlockName): void {
  const { block } = editor.getTextCursorPosition();
  const now = readFormat(editor).block;
  const next = now === name && name.endsWith("ListItem") ? "paragraph" : name;
  const heading = /^heading([123])$/.exec(next);
  if (heading) editor.updateBlock(block, { type: "heading", props: { level: Number(heading[1]) as 1 | 2 | 3 } });
  else if (next === "paragraph" || next === "quote" || next.endsWith("ListItem")) {
    for (const each of editor.getSelection()?.blocks ?? [block]) editor.updateBlock(each, { type: next as "paragraph" });
  }
  editor.focus();
}

export function toggleStyle(editor: Editor, style: StyleName): void {
  editor.toggleStyles({ [style]: true });
  editor.focus();
}

/** Puts a block after the cursor's, or in its place when that is an empty line. Returns its id. */
export function putBlock(editor: Editor, block: Parameters<Editor["insertBlocks"]>[0][number], near?: string): string {
  const reference = (near === undefined ? undefined : editor.getBlock(near)) ?? editor.getTextCursorPosition().block;
  const isEmptyLine = reference.type === "paragraph" && Array.isArray(reference.content) && reference.content.length === 0;
  if (isEmptyLine) {
    const { insertedBlocks } = editor.replaceBlocks([reference], [block, { type: "paragraph" }]);
    return insertedBlocks[0]!.id;
  }
  return editor.insertBlocks([block], reference, "after")[0]!.id;
}

export function putTable(editor: Editor): void {
  const rows = Array.from({ length: 3 }, () => ({ cells: ["", "", ""] }));
  const id = putBlock(editor, { type: "table", content: { type: "tableContent", headerRows: 1, rows } });
  editor.setTextCursorPosition(id, "start");
  editor.focus();
}

const tableCommands = {
  row_above: addRowBefore,
  row_below: addRowAfter,
  column_left: addColumnBefore,
  column_right: addColumnAfter,
  merge: mergeCells,
  split: splitCell,
  delete_row: deleteRow,
  delete_column: deleteColumn,
};
export type TableAct = keyof typeof tableCommands;

export function changeTable(editor: Editor, act: TableAct): void {
  editor.exec((state, dispatch) => tableCommands[act](state, dispatch));
  editor.focus();
}

export function deleteTable(editor: Editor): void {
  const { block } = editor.getTextCursorPosition();
  if (block.type === "table") editor.removeBlocks([block]);
  editor.focus();
}
