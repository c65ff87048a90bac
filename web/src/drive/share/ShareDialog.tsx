/**
 * Sharing with its consequence: pick, choose a role, see who gains and who loses, save. The shortest way is 共有, two
 * characters, Enter, Enter. The button says when people lose access; what was drafted stays when the server refuses.
 */
import { useRef, useState, type KeyboardEvent } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { History, Link as LinkIcon } from "lucide-react";
import { isEnter } from "../../kernel/composing";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { drawLater } from "../../ui/later";
import { SkeletonRows } from "../../ui/Skeleton";
import { showToast, showTrouble } from "../../ui/toasts";
import type { InviteSectionProps } from "../guests/InviteSection";
import * as api from "../api";
import { useShareLink } from "../linking/links";
import { useOpenings } from "../openings/openings";
import { openOverlay } from "../overlays";
import { forgetSharing, keys, useDetail } from "../queries";
import type { Item, Sharing, SharingChange } from "../shapes";
import { copyLink } from "../thingActs";
import { copyVersionLink } from "../versions/acts";
import { getShownVersion } from "../versions/addresses";
import { can, wordThing } from "../wording";
import { AddField } from "./AddField";
import { emptyDraft, isEmpty, reverse, toChange, type Draft } from "./draft";
import { Inheriting } from "./Inheriting";
import { PreviewBox, usePreview } from "./PreviewBox";
import { ShareRows } from "./ShareRows";

const LinkSection = drawLater<{ readonly id: string }>(async () => (await import("../linking/LinkSection")).LinkSection);

const InviteSection = drawLater<InviteSectionProps>(async () => (await import("../guests/InviteSection")).InviteSection);

interface ShareDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function ShareDialog({ id, onClose }: ShareDialogProps) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const detail = useDetail(id);
  const sharing = useQuery({ queryKey: keys.sharing(id), queryFn: ({ signal }) => api.fetchSharing(id, { signal }), staleTime: 0 });
  const item = detail.data?.item;
  const name = item === undefined ? "" : wordThing(t, item, me);
  if (item !== undefined && sharing.data !== undefined) return <Loaded item={item} name={name} sharing={sharing.data} onClose={onClose} />;
  const error = detail.error ?? sharing.error;
  return (
    <Dialog isOpen onClose={onClose} title={t("share.title", { name })}>
      {error === null ? <SkeletonRows count={5} lines={2} /> : <ErrorState title={t("share.trouble")} error={error} onRetry={() => void sharing.refetch()} />}
    </Dialog>
  );
}

interface LoadedProps {
  readonly item: Item;
  readonly name: string;
  readonly sharing: Sharing;
  readonly onClose: () => void;
}

function Loaded({ item, name, sharing, onClose }: LoadedProps) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [text, setText] = useState("");
  const preview = usePreview(item.id, draft);
  const openings = useOpenings(item);
  const { save, isSaving, trouble } = useSave(item, name, sharing, onClose);
  const isUnchanged = isEmpty(draft);
  const loses = preview.data?.lose ?? 0;
  // Giving alone takes nothing from anybody: no need to wait for what it changes.
  const isGivingOnly = draft.take.size === 0 && draft.inherits === null;
  const isSafe = isGivingOnly || (preview.data !== undefined && !preview.isFetching && loses === 0);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isEnter(event) || event.defaultPrevented || text !== "" || isUnchanged || !isSafe) return;
    event.preventDefault();
    void save(toChange(draft));
  };
  const words = loses > 0 ? t("share.save_losing", { count: loses }) : t(isGivingOnly && !isUnchanged ? "share.save_giving" : "share.save");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      holdsText={!isUnchanged}
      title={t("share.title", { name })}
      description={!isUnchanged && <PreviewBox preview={preview} inside={sharing.inside} apart={sharing.apart} />}
      note={loses > 0 ? t("share.cut_note") : <CopyLinks item={item} />}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button
            look="solid"
            size="large"
            isPending={isSaving}
            isDisabled={isUnchanged || preview.error !== null}
            why={isUnchanged ? t("share.unchanged") : undefined}
            onPress={() => void save(toChange(draft))}
          >
            {words}
          </Button>
        </>
      }
    >
      <div onKeyDown={onKeyDown}>
        <AddField draft={draft} sharing={sharing} text={text} onText={setText} onDraft={setDraft} />
      </div>
      <div className="mt-5 flex items-center justify-between gap-3">
        <h3 className="text-section">{t("share.now")}</h3>
        <button type="button" className="link-text min-h-6 text-second" onClick={() => openOverlay({ kind: "why", id: item.id })}>
          {t("acts.why")}
        </button>
      </div>
      <ShareRows draft={draft} sharing={sharing} openings={openings} onDraft={setDraft} />
      {sharing.has_parent && <Inheriting draft={draft} sharing={sharing} onDraft={setDraft} />}
      {can(item, "thing.share") && <LinkSection id={item.id} />}
      {can(item, "thing.share") && <InviteSection id={item.id} name={name} onLeave={onClose} />}
      {trouble !== undefined && (
        <div role="alert" className="mb-4">
          <Banner look="err">{wordProblem(trouble)}</Banner>
        </div>
      )}
    </Dialog>
  );
}

/** Saves all at once, says so, and keeps the way back for ten seconds. */
function useSave(item: Item, name: string, sharing: Sharing, onClose: () => void) {
  const t = useWords("drive");
  const queries = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const isUnderWay = useRef(false);
  const undo = async (change: SharingChange) => {
    try {
      await api.changeSharing(item.id, reverse(change, sharing));
    } catch (error) {
      showTrouble(error);
    }
    forgetSharing(queries);
  };
  const save = async (change: SharingChange) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaving(true);
    setTrouble(undefined);
    try {
      await api.changeSharing(item.id, change);
      onClose();
      showToast({ words: t("share.saved", { name }), undo: { act: () => void undo(change) } });
      forgetSharing(queries);
    } catch (error) {
      setTrouble(error);
      setSaving(false);
    }
    isUnderWay.current = false;
  };
  return { save, isSaving, trouble };
}

/** Of a file: the link that moves with it, and the one that stays with the version that is shown. */
function CopyLinks({ item }: { readonly item: Item }) {
  const t = useWords("drive");
  const versions = useWords("versions");
  const queries = useQueryClient();
  const copy = () => void copyLink(item, t("acts.link_copied"));
  const state = useShareLink(item.id, can(item, "thing.share"));
  // The link that opens it for others is copied above; this one would not open for them.
  const isLinked = state.data?.link ? !state.data.link.is_ended : false;
  if (item.version === null) {
    return isLinked ? null : (
      <Button size="large" icon={LinkIcon} onPress={copy}>
        {t("acts.link")}
      </Button>
    );
  }
  const number = getShownVersion(item.id) ?? item.version;
  return (
    <span className="flex flex-wrap gap-3">
      {!isLinked && (
        <Button size="large" icon={LinkIcon} onPress={copy}>
          {versions("acts.latest_link")}
        </Button>
      )}
      <Button size="large" icon={History} onPress={() => void copyVersionLink(queries, item.id, number)}>
        {versions("acts.link")}
      </Button>
    </span>
  );
}
