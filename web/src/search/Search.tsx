/** The search box of the header, before anything is typed: a button that looks like the box it opens. */
import { lazy, Suspense, useState } from "react";
import { Search as Glass } from "lucide-react";
import type { Command } from "../kernel/feature";
import { useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import { loadLater } from "../ui/later";

const load = async () => ({ default: (await import("./SearchDialog")).SearchDialog });
const SearchDialog = lazy(load);
loadLater([load]);

export function Search({ commands }: { readonly commands: readonly Command[] }) {
  const t = useWords("search");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        data-search-box=""
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
        className="edge-ctl flex h-10 w-full max-w-130 items-center gap-3 rounded-field bg-page px-3.5 text-left text-mute hover:bg-sub"
      >
        <Icon of={Glass} />
        <span className="min-w-0 truncate">{t("box")}</span>
        <kbd className="edge-line ml-auto rounded-chip px-1.5 font-sans text-second">Ctrl+K</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <SearchDialog commands={commands} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
