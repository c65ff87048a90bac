/**
 * The same people for several things at once: pick, see who will see more, save. It only ever adds: who has a higher
 * role somewhere keeps it, and taking back is done on each thing by itself.
 */
import { useRef, useState, type KeyboardEvent } from "react";
import { keepPreviousData, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { isEnter } from "../../kernel/composing";
import { Problem, wordProblem } from "../../kernel/problem";
import { getWord, useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { showToast, showTrouble } from "../../ui/toasts";
import * as api from "../api";
import { startLong, tellEnd } from "../bulk/long";
import type { Running } from "../bulk/tasks";
import { forgetSharing } from "../queries";
import type { Give, Item, SeveralPreview, SharedResult, Sharing } from "../shapes";
import { useNameOf } from "../wording";
import { AddField } from "./AddField";
import { emptyDraft, isEmpty, toChange, type Draft } from "./draft";

/** What each thing is shared with already is the server's to compare: here nothing stands yet. */
const nothingYet: Sharing = { shares: [], people: 0, inherits: true, has_parent: false, inside: null, apart: null };
const SHOWN = 4;
/** What many would see more is asked for as many as one request takes; the sentence says so. */
const MOST_PREVIEWED = 200;

export function ShareSeveralDialog({ items, onClose }: { readonly items: readonly Item[]; readonly onClose: () => void }) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [text, setText] = useState("");
  const [isSaving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const isUnderWay = useRef(false);
  const { give } = toChange(draft);
  const isUnchanged = isEmpty(draft);
  const save = async () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    const task = startLong("bulk.sharing", items.length);
    const results: SharedResult[] = [];
    const onPart = (part: readonly SharedResult[]) => {
      results.push(...part);
      return task?.tell(results.length);
    };
    // Many take a while: the panel shows how far it is, and the page is free.
    if (task !== undefined) onClose();
    try {
      await api.shareThings(items.map(({ id }) => id), give, onPart);
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setSaving(false);
      if (task !== undefined) showTrouble(error);
    }
    tell(queries, items, results, task);
    forgetSharing(queries);
    isUnderWay.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isEnter(event) || event.defaultPrevented || text !== "" || isUnchanged) return;
    event.preventDefault();
    void save();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      holdsText={!isUnchanged}
      title={t("several.title", { count: items.length })}
      description={!isUnchanged && <Effect items={items} give={give} />}
      note={t("several.note")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isSaving} isDisabled={isUnchanged} why={isUnchanged ? t("share.unchanged") : undefined} onPress={() => void save()}>
            {t("share.save_giving")}
          </Button>
        </>
      }
    >
      <div onKeyDown={onKeyDown}>
        <AddField draft={draft} sharing={nothingYet} text={text} onText={setText} onDraft={setDraft} />
      </div>
      <h3 className="mt-5 text-section">{t("several.what")}</h3>
      <ul aria-label={t("several.what")} className="mt-1 mb-4">
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.id} className="flex min-h-9 items-center gap-3">
            <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} />
            <span className="min-w-0 truncate">{item.name}</span>
          </li>
        ))}
        {items.length > SHOWN && <li className="min-h-9 text-mute">{t("several.rest", { count: items.length - SHOWN })}</li>}
      </ul>
      {trouble !== undefined && (
        <div role="alert" className="mb-4">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
    </Dialog>
  );
}

function Effect({ items, give }: { readonly items: readonly Item[]; readonly give: readonly Give[] }) {
  const t = useWords("drive");
  const out = useWords("takeout");
  const ids = items.slice(0, MOST_PREVIEWED).map(({ id }) => id);
  const { data, error, isFetching } = useQuery({
    queryKey: ["drive", "preview", ids, JSON.stringify(give)],
    queryFn: ({ signal }) => api.previewSharingThings(ids, give, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <section aria-label={t("preview.title")} aria-live="polite" aria-busy={isFetching} className="edge-line rounded-card bg-sub p-4">
      <h3 className="font-bold">{t("preview.title")}</h3>
      {error !== null && <p className="mt-2 text-err">{wordProblem(error)}</p>}
      {data !== undefined && error === null && <Gain effect={data} />}
      {items.length > MOST_PREVIEWED && <p className="mt-2 text-second text-mute">{out("bulk.previewed", { count: MOST_PREVIEWED })}</p>}
    </section>
  );
}

function Gain({ effect }: { readonly effect: SeveralPreview }) {
  const t = useWords("drive");
  const nameOf = useNameOf(effect.gaining);
  const rest = effect.gain - effect.gaining.length;
  if (effect.gain === 0) return <p className="mt-2">{t(effect.other_role > 0 ? "several.other_role" : "preview.nothing", { count: effect.other_role })}</p>;
  return (
    <div className="mt-2 flex items-start gap-2">
      <Icon of={Eye} className="mt-0.5 text-ok" />
      <div className="min-w-0">
        <p className="font-bold">{t("preview.gain_sentence", { count: effect.gain })}</p>
        <p className="text-second text-mute">
          {effect.gaining.map(nameOf).filter(Boolean).join(t("and"))}
          {rest > 0 && ` ${t("rest", { count: rest })}`}
        </p>
      </div>
    </div>
  );
}

/** What failed is told by name, what was done with its way back; undoing goes thing by thing. */
function tell(queries: QueryClient, items: readonly Item[], results: readonly SharedResult[], task?: Running): void {
  const word = (key: string, params: Record<string, unknown>) => getWord("drive", key, params);
  const failed = results.find(({ code }) => code !== null);
  if (failed !== undefined) {
    const name = items.find(({ id }) => id === failed.id)?.name ?? "";
    showToast({ words: word("acts.failed", { name, reason: wordProblem(new Problem(409, failed.code!, failed.params)) }), look: "trouble" });
  }
  const given = results.filter(({ back }) => back !== null);
  const done = results.filter(({ code }) => code === null).length;
  if (done === 0) return task?.drop();
  const undo = given.length === 0 ? undefined : () => void takeBack(queries, given);
  tellEnd(task, word("several.done", { count: done }), { undo });
}

async function takeBack(queries: QueryClient, given: readonly SharedResult[]): Promise<void> {
  const task = startLong("bulk.restoring", given.length);
  let done = 0;
  try {
    for (const { id, back } of given) {
      await api.changeSharing(id, back!);
      if (task?.tell((done += 1)) === false) break;
    }
  } catch (error) {
    showTrouble(error);
  }
  if (task !== undefined) tellEnd(task, getWord("takeout", "bulk.taken_back", { count: done }), {});
  forgetSharing(queries);
}
