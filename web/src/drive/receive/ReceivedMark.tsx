/** The mark of what came by a receive link: who said they sent it, and the number on their receipt. */
import { Inbox } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Chip } from "../../ui/Chip";
import type { Item } from "../shapes";

/** Of a file: the folder of a sending says all of it in its name. */
export function ReceivedChip({ item }: { readonly item: Item }) {
  const t = useWords("links");
  if (item.received === null || item.kind === "folder") return null;
  return (
    <span title={t("mark_text", item.received)}>
      <Chip icon={Inbox}>{t("mark")}</Chip>
    </span>
  );
}

export function ReceivedFact({ item }: { readonly item: Item }) {
  const t = useWords("links");
  if (item.received === null) return null;
  return (
    <span>
      {t("mark")} <span className="text-ink">{t("mark_text", item.received)}</span>
    </span>
  );
}
