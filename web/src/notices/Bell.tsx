/** The bell of the header: how many are unread, live; what it opens is fetched apart. */
import { lazy, Suspense, useRef, useState } from "react";
import { Bell as BellDrawing } from "lucide-react";
import { useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import { loadLater } from "../ui/later";
import { useLiveNotices, useNotices } from "./api";

const load = async () => ({ default: (await import("./BellPanel")).BellPanel });
const BellPanel = lazy(load);
loadLater([load]);

export function Bell() {
  const t = useWords("notices");
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useLiveNotices();
  const unread = useNotices().data?.unread ?? 0;
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="press inline-flex h-11 items-center gap-2 rounded-field px-2 hover:bg-sub"
      >
        <Icon of={BellDrawing} />
        <span>{t("bell")}</span>
        {unread > 0 && (
          <span className="min-w-6 rounded-full bg-pri px-1.5 text-center text-second font-bold text-on-pri">
            {unread}
            <span className="sr-only">{t("unread")}</span>
          </span>
        )}
      </button>
      {isOpen && (
        <Suspense>
          <BellPanel triggerRef={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
