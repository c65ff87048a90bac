/** 目次: the headings beside the text, the one being read marked by bar and bold. */
import { useWords } from "../kernel/words";
import { goToHeading, readHeadings, useReadHeading } from "./outline";
import type { Editor } from "./writing/makeEditor";
import { useEditorValue } from "./writing/useEditorValue";

export function Outline({ editor }: { readonly editor: Editor }) {
  const t = useWords("writing");
  const headings = useEditorValue(editor, readHeadings);
  const reading = useReadHeading(editor, headings);
  if (headings.length === 0) return null;
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav aria-label={t("outline")} className="sticky top-36 max-h-[calc(100dvh-14rem)] overflow-y-auto py-6">
      <h2 className="pb-2 text-second font-bold">{t("outline")}</h2>
      <ol className="edge-line-l">
        {headings.map((heading) => (
          <li key={heading.id}>
            <button
              type="button"
              aria-current={heading.id === reading ? "location" : undefined}
              onClick={() => goToHeading(editor, heading.id)}
              className="press w-full rounded-r-chip py-1.5 pr-2 text-left text-second hover:bg-sub aria-[current]:font-bold aria-[current]:text-pri aria-[current]:shadow-[inset_4px_0_0_var(--pri)]"
              style={{ paddingLeft: 12 + (heading.level - top) * 12 }}
            >
              {heading.words}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
