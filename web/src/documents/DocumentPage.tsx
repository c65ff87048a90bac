/** A document: read and written together by all who may. */
import { useEffect, useMemo, useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { keys as driveKeys, useDetail } from "../drive/queries";
import type { Detail } from "../drive/shapes";
import { ThingTrouble } from "../gate/ThingTrouble";
import { Problem } from "../kernel/problem";
import { useDeclareHere } from "../kernel/here";
import { useNarrowRail } from "../kernel/railWidth";
import { useWords } from "../kernel/words";
import { useNames } from "../people/names";
import { useMe } from "../sessions/me";
import type { Present } from "../ui/PresenceRow";
import { fetchDocument, keys } from "./api";
import { DocumentHeader } from "./DocumentHeader";
import { useHerePeople } from "./presence";
import type { LiveState } from "../live/liveState";
import type { LiveRoom } from "../live/provider";
import { useTopic } from "../live/topics";
import type { DocumentShape } from "./shapes";
import { UnsentText } from "./UnsentText";
import { useRoom } from "./useRoom";
import { useWriting, type Writing } from "./useWriting";
import { WritingPlace } from "./WritingPlace";
import "./documents.css";
import "./print.css";

export function DocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return <Opened key={id} id={id} />;
}

function Opened({ id }: { readonly id: string }) {
  const t = useWords("writing");
  useNarrowRail();
  const document = useQuery({ queryKey: keys.document(id), queryFn: ({ signal }) => fetchDocument(id, { signal }) });
  const detail = useDetail(id);
  const { room, state } = useRoom(id, useMe().person.id);
  const queries = useQueryClient();
  // Renamed, moved, shared by somebody: the bars above the text say so at once.
  const readAgain = () => void queries.invalidateQueries({ queryKey: driveKeys.detail(id) });
  useTopic(`document:${id}`, readAgain, { onMissed: readAgain });
  const error = document.error ?? detail.error;
  if (state.phase === "lost" && room) {
    return (
      <>
        <LostText text={room.readUnsent()} why={t("lost")} />
        <ThingTrouble error={new Problem(404, "not_found")} />
      </>
    );
  }
  if (error) return <ThingTrouble error={error} onRetry={() => void Promise.all([document.refetch(), detail.refetch()])} />;
  if (!document.data || !detail.data || !room) return <Waiting />;
  return <Page document={document.data} detail={detail.data} room={room} state={state} />;
}

function LostText({ text, why }: { readonly text: string; readonly why: string }) {
  if (text === "") return null;
  return (
    <div className="max-w-180 px-10 pt-10 max-desk:px-4">
      <UnsentText text={text} why={why} />
    </div>
  );
}

interface PageProps {
  readonly document: DocumentShape;
  readonly detail: Detail;
  readonly room: LiveRoom;
  readonly state: LiveState;
}

function Page({ document, detail, room, state }: PageProps) {
  const shell = useWords("shell");
  const me = useMe().person.id;
  const writing = useWriting(document.id, room, state.phase !== "opening");
  const people = usePeople(room, me, writing);
  const folder = detail.path.at(-1);
  useDeclareHere(folder ? { kind: "folder", id: folder.id, name: folder.name } : null);
  const header = (
    <DocumentHeader detail={detail} me={me} state={state} people={people.filter(({ id }) => id !== me)} editor={writing?.editor ?? null} />
  );
  return (
    <>
      <title>{shell("title", { page: detail.item.name })}</title>
      {writing ? <WritingPlace document={document} room={room} state={state} writing={writing} header={header} /> : <div className="edge-line-b">{header}</div>}
      {!writing && <Waiting />}
    </>
  );
}

/** Those here with their names, told to the carets too. */
function usePeople(room: LiveRoom, me: string, writing: Writing | null): readonly Present[] {
  const ui = useWords("ui");
  const here = useHerePeople(room.awareness, me);
  const names = useNames(here.map(({ person }) => person));
  const people = useMemo(
    () => here.map(({ person, order, clients }) => ({ id: person, name: names.get(person)?.name ?? "", isGuest: names.get(person)?.is_guest, order, clients })),
    [here, names],
  );
  useEffect(() => {
    const owners = people.filter(({ name }) => name !== "").flatMap(({ name, isGuest, order, clients }) => {
      const owner = { name: isGuest ? ui("guest_after", { name }) : name, order };
      return clients.map((client) => [client, owner] as const);
    });
    writing?.carets.setOwners(new Map(owners));
  }, [people, writing, ui]);
  return people.filter(({ name }) => name !== "");
}

/** Nothing for a moment, then lines the shape of text. */
function Waiting() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 100);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div aria-hidden="true" className="mx-auto flex max-w-136 flex-col gap-4 px-4 py-10">
      {[60, 100, 95, 100, 70].map((width, index) => (
        <div key={index} className="h-5 rounded-chip bg-hair" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
