/** The rail at the desk: 新規, the places, 設定. 200 px with words beside icons; 80 px with words below them. */
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { ChevronDown, Plus, Settings } from "lucide-react";
import { useHere } from "../kernel/here";
import type { RailEntry } from "../kernel/feature";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Menu } from "../ui/Menu";
import { createEntries, railEntries } from "./parts";
import { useIsNarrow } from "../kernel/railWidth";

const settingsEntry: RailEntry = { id: "settings", words: "shell:rail.settings", icon: Settings, to: "/settings", order: 99 };

export function isUnder(address: string, to: string): boolean {
  return to === "/" ? address === "/" : address === to || address.startsWith(`${to}/`);
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
      {createEntries.length > 0 && <CreateMenu isNarrow={isNarrow} />}
      {railEntries.map((entry) => (
        <Entry key={entry.id} entry={entry} isNarrow={isNarrow} />
      ))}
      <div className="mt-auto">
        <Entry entry={settingsEntry} isNarrow={isNarrow} />
      </div>
    </nav>
  );
}

/** The 新規 menu: what can be made, and where it will be. */
export function CreateMenu({ isNarrow }: { readonly isNarrow: boolean }) {
  const t = useWords("shell");
  const here = useHere();
  const navigate = useNavigate();
  const go = (to: string) => void navigate({ to });
  return (
    <Menu
      name={t("create")}
      foot={here === null ? undefined : t("create_in", { name: here.name })}
      trigger={(props) => (
        <Button
          {...props}
          look="solid"
          size="large"
          icon={Plus}
          iconAfter={isNarrow ? undefined : ChevronDown}
          className={isNarrow ? "mb-2 h-16! flex-col gap-1! px-0! text-second!" : "mb-3 px-4!"}
        >
          {t("create")}
        </Button>
      )}
      acts={createEntries.map((entry) => ({ ...entry, label: t(entry.words), onAction: () => entry.act(go) }))}
    />
  );
}

const look =
  "press relative flex rounded-field hover:bg-hair/50 aria-[current=page]:ground-sel aria-[current=page]:font-bold aria-[current=page]:text-link";

function Entry({ entry, isNarrow }: { readonly entry: RailEntry; readonly isNarrow: boolean }) {
  const t = useWords("shell");
  const address = useRouterState({ select: (state) => state.location.pathname });
  const count = (entry.useCount ?? noCount)();
  const isOpen = isUnder(address, entry.to);
  const Below = entry.Below;
  return (
    <>
      <Link
        to={entry.to}
        aria-current={isOpen ? "page" : undefined}
        className={`${look} ${isNarrow ? "min-h-16 flex-col items-center justify-center gap-1 text-center text-second" : "h-11 items-center gap-3 px-3"}`}
      >
        {isOpen && <span aria-hidden="true" className={`absolute top-1.5 bottom-1.5 w-1 rounded-r-chip bg-pri ${isNarrow ? "-left-1" : "-left-4"}`} />}
        <Icon of={entry.icon} size={isNarrow ? 24 : 20} />
        <span>{t(entry.words)}</span>
        <Count count={count} isOver={isNarrow} />
      </Link>
      {Below && isOpen && !isNarrow && <Below />}
    </>
  );
}

function noCount(): number {
  return 0;
}

export function Count({ count, isOver }: { readonly count: number; readonly isOver: boolean }) {
  if (count === 0) return null;
  const place = isOver ? "absolute top-1 right-3" : "ml-auto";
  return <span className={`min-w-6 rounded-full bg-pri px-1.5 text-center text-second font-bold text-on-pri ${place}`}>{count}</span>;
}
