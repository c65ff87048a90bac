/** Every shared drive with its room, for those who set the limits. They see numbers, and nothing that lies in it. */
import { useState } from "react";
import { foldCase } from "../../kernel/folding";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { SearchField } from "../../ui/SearchField";
import { ListPage } from "../ListPage";
import { useNameOf } from "../wording";
import { useQuotas, type Quota } from "./api";
import { Meter } from "./Meter";
import { QuotaDialog } from "./QuotaDialog";

const FIND_FROM = 10;

export function QuotasPage() {
  const t = useWords("usage");
  const { data, error, isPending, refetch } = useQuotas();
  const [text, setText] = useState("");
  const [changing, setChanging] = useState<Quota | null>(null);
  // The largest first: they are why somebody looks.
  const all = (data ?? []).toSorted((one, other) => other.used_bytes - one.used_bytes);
  const nameOf = useNameOf(all.flatMap(({ owner, above }) => [owner, above]));
  const wordUnit = ({ owner, above }: Quota) => `${nameOf(above)} ${nameOf(owner)}`.trim();
  const wanted = foldCase(text).trim();
  const shown = all.filter((quota) => foldCase(`${quota.name} ${wordUnit(quota)}`).includes(wanted));
  const list = { total: all.length, isLoading: isPending, error: data === undefined ? error : null, again: () => void refetch() };
  return (
    <ListPage title={t("quotas.title")} text={t("quotas.text")} list={list} empty={t("quotas.none")}>
      {all.length >= FIND_FROM && <SearchField label={t("quotas.find")} value={text} onChange={setText} className="mt-4 max-w-100" />}
      <p className="mt-3 text-second text-mute" aria-live="polite">
        {shown.length === 0 ? t("quotas.no_match") : t("quotas.count", { count: shown.length })}
      </p>
      <ul className="edge-line-t mt-1 max-w-220">
        {shown.map((quota) => (
          <li key={quota.drive} className="edge-hair-b flex min-h-row-two flex-wrap items-center gap-x-6 gap-y-2 py-3">
            <span className="min-w-0 flex-1 max-desk:basis-full">
              <span className="block break-words">{quota.name}</span>
              <span className="block text-second text-mute">{wordUnit(quota)}</span>
            </span>
            <div className="w-72 max-desk:w-auto max-desk:flex-1">
              <Meter isInRow label={quota.name} usedBytes={quota.used_bytes} limitBytes={quota.limit_bytes} />
            </div>
            <Button size="row" className="max-desk:h-11" aria-label={t("quotas.change_of", { name: quota.name })} onPress={() => setChanging(quota)}>
              {t("quotas.change")}
            </Button>
          </li>
        ))}
      </ul>
      {changing !== null && <QuotaDialog quota={changing} onClose={() => setChanging(null)} />}
    </ListPage>
  );
}
