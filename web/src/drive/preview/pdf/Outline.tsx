/** 目次 of a PDF, as its author made it. */
import { useEffect, useState } from "react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useWords } from "../../../kernel/words";
import type { Target } from "./targets";

interface Entry {
  readonly title: string;
  readonly level: number;
  readonly target: Target;
}

const MOST_ENTRIES = 1000;
const MOST_LEVELS = 6;

interface Node {
  readonly title: string;
  readonly dest: Target;
  readonly items: readonly Node[];
}

export function useOutline(pdf: PDFDocumentProxy): readonly Entry[] {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let isOver = false;
    pdf.getOutline().then(
      (nodes) => !isOver && setEntries(flatten((nodes ?? []) as readonly Node[])),
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [pdf]);
  return entries;
}

function flatten(nodes: readonly Node[], level = 0): Entry[] {
  if (level >= MOST_LEVELS) return [];
  const all = nodes.flatMap(({ title, dest, items }) => [{ title, level, target: dest }, ...flatten(items, level + 1)]);
  return all.slice(0, MOST_ENTRIES);
}

const indents = ["pl-3", "pl-7", "pl-11", "pl-15", "pl-19", "pl-23"];

export function Outline({ entries, onGo }: { readonly entries: readonly Entry[]; readonly onGo: (target: Target) => void }) {
  const t = useWords("viewers");
  return (
    <nav aria-label={t("pdf.outline")} className="edge-line-r w-64 shrink-0 overflow-auto bg-page py-2 max-desk:w-44">
      <ul>
        {entries.map(({ title, level, target }, index) => (
          <li key={index}>
            <button type="button" onClick={() => onGo(target)} className={`min-h-8 w-full py-1 pr-3 text-left text-second -outline-offset-4 hover:bg-sub ${indents[level]}`}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
