/** The places on a phone: tabs at the thumb, each with its word. Home is called あなたの番 there. */
import { Link, useRouterState } from "@tanstack/react-router";
import { Inbox, Search } from "lucide-react";
import type { RailEntry } from "../kernel/feature";
import { useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import { railEntries, searchPage, useHomeCount, useMine } from "./parts";
import { Counted, isOpenAt } from "./Rail";

const tab = "relative flex min-w-0 flex-1 flex-col items-center justify-center gap-1 text-second";

export function Tabs() {
  const t = useWords("shell");
  return (
    <nav aria-label={t("rail.name")} data-region="rail" className="edge-line-t flex h-19 shrink-0 bg-page desk:hidden">
      {useMine(railEntries).filter((entry) => entry.isTab).map((entry) => (
        <Tab key={entry.id} entry={entry} />
      ))}
      {searchPage && <Tab entry={{ id: "search", words: "shell:search", icon: Search, to: searchPage, order: 0 }} />}
    </nav>
  );
}

function Tab({ entry }: { readonly entry: RailEntry }) {
  const t = useWords("shell");
  const address = useRouterState({ select: (state) => state.location.pathname });
  const isHome = entry.id === "home";
  const isOpen = isOpenAt(entry, address);
  return (
    <Link to={entry.to} aria-current={isOpen ? "page" : undefined} className={`${tab} aria-[current=page]:font-bold aria-[current=page]:text-link`}>
      {isOpen && <span aria-hidden="true" className="absolute top-0 right-4 left-4 h-1 rounded-b-chip bg-pri" />}
      <Icon of={isHome ? Inbox : entry.icon} size={24} />
      {t(isHome ? "rail.your_turn" : entry.words)}
      {/* On a phone home is あなたの番: its tab says how many. */}
      <Counted useCount={isHome ? useHomeCount : entry.useCount} isOver />
    </Link>
  );
}
