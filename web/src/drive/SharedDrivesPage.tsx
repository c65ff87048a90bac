/** All shared drives one may see, with whose they are and who can see them. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { ChartPie, HardDrive } from "lucide-react";
import { foldCase } from "../kernel/folding";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { buttonLook } from "../ui/buttonLook";
import { Icon } from "../ui/Icon";
import { SearchField } from "../ui/SearchField";
import { addressOf } from "./addresses";
import { ListPage } from "./ListPage";
import { useRoots } from "./queries";
import type { Item } from "./shapes";
import { ThingStar } from "./star/StarButton";
import { can, idsOfAudience, useNameOf, wordAudience } from "./wording";

const FIND_FROM = 10;

export function SharedDrivesPage() {
  const t = useWords("drive");
  const usage = useWords("usage");
  const setsLimits = useMe().agency.abilities.includes("quota.set");
  const roots = useRoots();
  const [text, setText] = useState("");
  const all = roots.data?.shared ?? [];
  const wanted = foldCase(text).trim();
  const shown = all.filter((root) => foldCase(root.name).includes(wanted));
  const list = {
    total: all.length,
    isLoading: roots.isPending,
    error: roots.data === undefined ? roots.error : null,
    again: () => void roots.refetch(),
  };
  return (
    <ListPage title={t("shared_drives.title")} text={t("shared_drives.text")} list={list} empty={t("shared_drives.empty")} hint={t("shared_drives.hint")} actions={setsLimits && <Limits words={usage("quotas.link")} />}>
      {all.length >= FIND_FROM && <SearchField label={t("shared_drives.find")} value={text} onChange={setText} className="mt-4 max-w-100" />}
      <p className="mt-3 text-second text-mute" aria-live="polite">
        {t("list.count", { count: shown.length })}
      </p>
      <ul className="edge-line-t mt-1">
        {shown.map((root) => (
          <li key={root.id} className="group/row edge-hair-b flex items-center hover:bg-sub">
            <Drive root={root} />
            <ThingStar item={root} name={root.name} isInRow />
          </li>
        ))}
      </ul>
    </ListPage>
  );
}

function Limits({ words }: { readonly words: string }) {
  return (
    <Link to="/drive/quotas" className={buttonLook()}>
      <Icon of={ChartPie} />
      {words}
    </Link>
  );
}

function Drive({ root }: { readonly root: Item }) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const nameOf = useNameOf([root.owner, ...idsOfAudience(root.audience)]);
  const who = root.audience === null ? "" : wordAudience(t, root.audience, nameOf, me);
  return (
    <Link to={addressOf("folder", root.id)} className="press flex min-h-row-two min-w-0 flex-1 items-center gap-4 px-3 -outline-offset-4">
      <Icon of={HardDrive} className="text-mute" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{root.name}</span>
        <span className="block truncate text-second text-mute">{nameOf(root.owner)}</span>
      </span>
      <span className="max-w-1/2 truncate text-second text-mute max-desk:hidden">{who}</span>
      <span className="w-24 shrink-0 text-right text-second text-mute">{t(can(root, "folder.add") ? "shared_drives.edit" : "shared_drives.view")}</span>
    </Link>
  );
}
