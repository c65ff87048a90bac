/** The headings of the text, and which of them one is reading. */
import { useEffect, useState } from "react";
import type { Editor } from "./writing/makeEditor";

interface Heading {
  readonly id: string;
  readonly level: number;
  readonly words: string;
}

interface Piece {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly Piece[];
  readonly props?: { readonly label?: string };
}

function readWords(content: unknown): string {
  if (!Array.isArray(content)) return "";
  return (content as readonly Piece[]).map((piece) => piece.text ?? piece.props?.label ?? readWords(piece.content)).join("");
}

export function readHeadings(editor: Editor): readonly Heading[] {
  const headings: Heading[] = [];
  editor.forEachBlock((block) => {
    if (block.type !== "heading") return true;
    const words = readWords(block.content).trim();
    if (words !== "") headings.push({ id: block.id, level: Number(block.props.level), words });
    return true;
  });
  return headings;
}

function findBlock(editor: Editor, id: string): HTMLElement | null {
  return editor.domElement?.querySelector<HTMLElement>(`[data-node-type="blockContainer"][data-id="${CSS.escape(id)}"]`) ?? null;
}

/** Brings a heading under the bars, and the cursor to it. */
export function goToHeading(editor: Editor, id: string): void {
  findBlock(editor, id)?.scrollIntoView({ block: "start" });
  if (!editor.isEditable) return;
  editor.setTextCursorPosition(id, "start");
  editor.domElement?.focus({ preventScroll: true });
}

/** Where a heading comes to stand when one goes to it, and a little more. */
const BARS_PIXELS = 230;

/** The last heading that has passed the bars; the first before that. */
export function useReadHeading(editor: Editor, headings: readonly Heading[]): string | undefined {
  const [reading, setReading] = useState<string>();
  useEffect(() => {
    const page = document.getElementById("page");
    const look = () => {
      const passed = headings.filter(({ id }) => (findBlock(editor, id)?.getBoundingClientRect().top ?? Infinity) < BARS_PIXELS);
      setReading((passed.at(-1) ?? headings[0])?.id);
    };
    look();
    page?.addEventListener("scroll", look, { passive: true });
    return () => page?.removeEventListener("scroll", look);
  }, [editor, headings]);
  return reading;
}
