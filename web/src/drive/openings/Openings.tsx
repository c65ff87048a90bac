/** 未読, or when it was opened: to whoever manages a thing; and that it is so, to whoever reads it. */
import { Eye } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Icon } from "../../ui/Icon";
import { useWordSince } from "../versions/VersionTime";
import type { Detail } from "../shapes";
import type { Opening } from "./openings";

/** 未読 · 11月24日 14:05 に開いた */
export function PersonOpened({ at }: { readonly at: string | null }) {
  const t = useWords("openings");
  const word = useWordSince();
  return at === null ? <b className="text-ink">{t("unread")}</b> : t("opened_at", { time: word(at) });
}

/** Of a unit: 15人中3人が開いた */
export function ShareOpened({ opening }: { readonly opening: Opening }) {
  const t = useWords("openings");
  if (opening.party.kind === "person") return <PersonOpened at={opening.last} />;
  return t("opened_of", { people: opening.people, opened: opening.opened });
}

/** Told to everybody who reads the thing, where others do. */
export function OpeningsNote({ detail }: { readonly detail: Detail }) {
  const t = useWords("openings");
  if (!detail.openings_told || (detail.audience?.only_me ?? false)) return null;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon of={Eye} size={16} />
      {t("told")}
    </span>
  );
}
