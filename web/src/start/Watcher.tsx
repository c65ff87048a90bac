/** Looks on while the four acts are done for real, wherever in the app that happens. Draws nothing. */
import { useEffect } from "react";
import { useRouterState } from "@tanstack/react-router";
import { fetchDetail, fetchSharing } from "../drive/api";
import type { Sharing } from "../drive/shapes";
import { request } from "../kernel/request";
import { useTopic } from "../live/topics";
import { useMe } from "../sessions/me";
import { getNextStep, getProgress, noteDocument, noteGiven, noteWriters, setProgress, useProgress, type Progress } from "./progress";

export function Watcher() {
  const { id: me, is_guest: isGuest } = useMe().person;
  const progress = useProgress(me);
  const isWatching = !isGuest && !progress.isDismissed && getNextStep(progress) !== undefined;
  const address = useRouterState({ select: (state) => state.location.pathname });
  const opened = /^\/documents\/([\w-]+)/.exec(address)?.[1] ?? null;
  const watched = isWatching ? (progress.document?.id ?? null) : null;

  const note = (change: (before: Progress) => Progress) => setProgress(me, change(getProgress(me)));
  const look = async (id: string) => {
    const [sharing, { item }] = await Promise.all([fetchSharing(id, {}), fetchDetail(id, {})]);
    // Who wrote while nobody here was listening is known as the one who wrote last.
    const writers = item.modified_by === null || item.modified_at === item.created_at ? [] : [item.modified_by];
    note((before) => noteWriters(noteGiven(before, listGiven(sharing, [me, before.helper])), writers, me));
  };

  useEffect(() => {
    if (!isWatching || opened === null || watched !== null) return;
    // What cannot be read now is looked at on the next visit.
    void findImported(opened, me).then((found) => found && note((before) => noteDocument(before, found)), () => undefined);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isWatching, opened, watched, me]);

  const lookAgain = () => {
    if (watched !== null) void look(watched).catch(() => undefined);
  };
  useTopic(watched === null ? null : `document:${watched}`, (name, data) => {
    if (name === "DocumentEdited") note((before) => noteWriters(before, (data["persons"] ?? []) as readonly string[], me));
    else lookAgain();
  }, { onMissed: lookAgain });
  return null;
}

/** The document as the four acts need it: made by me from a Word file. */
async function findImported(id: string, me: string): Promise<{ id: string; name: string } | null> {
  const [{ source }, { item }] = await Promise.all([
    request<{ source: string }>("GET", `/api/documents/${id}`),
    fetchDetail(id, {}),
  ]);
  return source === "word" && item.created_by === me ? { id, name: item.name } : null;
}

/** To whom I gave the thing itself; what comes from the folder is not my doing. */
function listGiven(sharing: Sharing, [me, helper]: readonly [string, string | null]): readonly string[] {
  return sharing.shares
    .filter(({ inherited, given_by: by, party }) => !inherited && by === me && party.id !== me && (party.id === null || party.id !== helper))
    .map((share) => share.party.id ?? "everyone");
}
