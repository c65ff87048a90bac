/** The rail at the desk: 新規, the places, 設定. 200 px with words beside icons; 80 px with words below them. */
import { Link, useRouterState } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import type { RailEntry } from "../kernel/feature";
import { useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import { CreateMenu } from "./CreateMenu";
import { railEntries, useMine } from "./parts";
import { useIsNarrow } from "../kernel/railWidth";

const settingsEntry: RailEntry = { id: "settings", words: "shell:rail.settings", icon: Settings, to: "/settings", order: 99 };

/** Whether the address is the entry's own, or of something that lies in its place. */
export function isOpenAt(entry: RailEntry, address: string): boolean {
  if (entry.to === "/") return address === "/";
  return [entry.to, ...(entry.alsoUnder ?? [])].some((place) => address === place || address.startsWith(`${place}/`));
}

export function Rail() {
  const t = useWords("shell");
  const isNarrow = useIsNarrow();
  return (
    <nav
      data-region="rail"
      tabIndex={-1}
      aria-label={t("rail.name")}
      className={`edge-line-r flex shrink-0 flex-col gap-1 overflow-y-auto bg-sub py-4 max-desk:hidden ${isNarrow ? "w-20 px-1" : "w-50 px-4"}`}
    >
      <CreateMenu place={isNarrow ? "narrow" : "wide"} />
      {useMine(railEntries).map((entry) => (
        <Entry key={entry.id} entry={entry} isNarrow={isNarrow} />
      ))}
      <div className="mt-auto">
        <Entry entry={settingsEntry} isNarrow={isNarrow} />
      </div>
    </nav>
  );
}

const look =
  "press relative flex rounded-field hover:bg-hair/50 aria-[current=page]:ground-sel aria-[current=page]:font-bold aria-[current=page]:text-link";

function Entry({ entry, isNarrow }: { readonly entry: RailEntry; readonly isNarrow: boolean }) {
  const t = useWords("shell");
  const address = useRouterState({ select: (state) => state.location.pathname });
  const isOpen = isOpenAt(entry, address);
  const Below = isNarrow ? undefined : entry.Below;
  // With its own places listed below, one of those is where we are.
  const isHere = isOpen && (Below === undefined || address === entry.to);
  return (
    <>
      <Link
        to={entry.to}
        aria-current={isHere ? "page" : undefined}
        className={`${look} ${isNarrow ? "min-h-16 flex-col items-center justify-center gap-1 text-center text-second" : "h-11 items-center gap-3 px-3"}`}
      >
        {isHere && <span aria-hidden="true" className={`absolute top-1.5 bottom-1.5 w-1 rounded-r-chip bg-pri ${isNarrow ? "-left-1" : "-left-4"}`} />}
        <Icon of={entry.icon} size={isNarrow ? 24 : 20} />
        <span className={isNarrow ? "" : "whitespace-nowrap"}>{t(entry.words)}</span>
        <Counted useCount={entry.useCount} isOver={isNarrow} />
      </Link>
      {Below && isOpen && <Below />}
    </>
  );
}

interface CountedProps {
  /** Belongs to an entry, and an entry keeps its own for ever: the same hook at each drawing. */
  readonly useCount: RailEntry["useCount"];
  readonly isOver: boolean;
}

export function Counted({ useCount = () => 0, isOver }: CountedProps) {
  const count = useCount();
  if (count === 0) return null;
  const place = isOver ? "absolute top-1 right-3" : "ml-auto";
  return <span className={`min-w-6 rounded-full bg-pri px-1.5 text-center text-second font-bold text-on-pri ${place}`}>{count}</span>;
}
