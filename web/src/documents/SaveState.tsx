/**
 * Whether what one wrote is on disk. 保存済み only after the server said so; 送信中 once that takes longer than a blink;
 * offline with what waits; 書けません with since when and why.
 */
import { useEffect, useState } from "react";
import { CircleCheck, CircleX, CloudOff, Eye, RefreshCw, type LucideIcon } from "lucide-react";
import { useWords } from "../kernel/words";
import { announce } from "../ui/announce";
import { Icon } from "../ui/Icon";
import { Time } from "../ui/Time";
import type { LiveState } from "../live/liveState";

export const BLINK_MILLISECONDS = 400;

type Saving = "opening" | "reading" | "saved" | "sending" | "offline" | "stopped";

export function readSaving(state: LiveState, now: number): Saving {
  if (state.phase === "opening") return "opening";
  if (state.stopped !== null || state.phase === "lost") return "stopped";
  if (state.phase === "offline") return "offline";
  if (!state.canWrite) return "reading";
  return state.unsentSince !== null && now - state.unsentSince >= BLINK_MILLISECONDS ? "sending" : "saved";
}

const drawings: Record<Exclude<Saving, "opening">, readonly [icon: LucideIcon, colour: string]> = {
  reading: [Eye, "text-mute"],
  saved: [CircleCheck, "text-ok font-bold"],
  sending: [RefreshCw, "text-mute"],
  offline: [CloudOff, "text-warn font-bold"],
  stopped: [CircleX, "text-err font-bold"],
};

interface SaveStateProps {
  readonly state: LiveState;
  /** When the thing was last changed by anybody, until something of mine is saved. */
  readonly modifiedAt: string;
}

export function SaveState({ state, modifiedAt }: SaveStateProps) {
  const t = useWords("writing");
  const saving = useSaving(state);
  useEffect(() => {
    if (saving === "stopped") announce(t("saving.stopped"), "assertive");
  }, [saving, t]);
  if (saving === "opening") return null;
  const [icon, colour] = drawings[saving];
  const since = state.stopped && new Date(state.stopped.since).toISOString();
  const at = state.savedAt === null ? modifiedAt : new Date(state.savedAt).toISOString();
  return (
    <span data-saving={saving} className={`inline-flex items-center gap-1.5 text-second whitespace-nowrap ${colour}`}>
      <Icon of={icon} size={16} />
      <span>
        {t(saving === "offline" && state.unsentCharacters > 0 ? "saving.offline_unsent" : `saving.${saving}`, { count: state.unsentCharacters })}
        {saving === "saved" && <> <Time at={at} /></>}
        {saving === "stopped" && since && <> <Time at={since} />{t("saving.since")}</>}
      </span>
    </span>
  );
}

/** 送信中 appears by the clock, without anything else changing. */
function useSaving(state: LiveState): Saving {
  const [, look] = useState(0);
  const { unsentSince } = state;
  useEffect(() => {
    if (unsentSince === null) return;
    const timer = setTimeout(() => look((count) => count + 1), Math.max(0, unsentSince + BLINK_MILLISECONDS - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [unsentSince]);
  return readSaving(state, Date.now());
}
