/** A shared document as whoever has no account reads it: the text as it is now, and nobody's hand in it. */
import { useEffect, useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { request } from "../kernel/request";
import { useWords } from "../kernel/words";
import { isClosed, SharedClosed, SharedFrame } from "../outside/SharedFrame";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { startWriting, type Writing } from "./useWriting";
import { TextPlace } from "./writing/TextPlace";
import "./documents.css";
import "./print.css";

export function SharedDocumentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <SharedFrame id={id}>
      {({ agency, thing }) => (
        <div className="mx-auto flex w-full max-w-152 flex-1 flex-col pb-12">
          <Text key={id} id={id} agency={agency} modifiedAt={thing.modified_at} />
        </div>
      )}
    </SharedFrame>
  );
}

interface TextProps {
  readonly id: string;
  readonly agency: string;
  readonly modifiedAt: string;
}

function Text({ id, agency, modifiedAt }: TextProps) {
  const t = useWords("links");
  const { data, error, refetch } = useQuery({
    // Read anew only when somebody wrote: each reading is an opening, which is written down.
    queryKey: ["outside", id, "state", modifiedAt],
    queryFn: ({ signal }) => request<ArrayBuffer>("GET", `/api/documents/${id}/state`, { signal, reads: "bytes" }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
  const writing = useReading(id, data);
  if (isClosed(error)) return <SharedClosed agency={agency} />;
  if (writing !== null) return <TextPlace writing={writing} isWriting={false} />;
  return error === null ? <SkeletonRows count={6} /> : <ErrorState title={t("shared.trouble")} error={error} onRetry={() => void refetch()} />;
}

/** The editor over a text of its own, into which each state that comes is taken: what was read keeps its place. */
function useReading(id: string, state: ArrayBuffer | undefined): Writing | null {
  const [text] = useState(() => {
    const doc = new Y.Doc();
    return { doc, awareness: new Awareness(doc) };
  });
  const [writing, setWriting] = useState<Writing | null>(null);
  useEffect(() => {
    if (state === undefined) return;
    Y.applyUpdate(text.doc, new Uint8Array(state));
    setWriting((now) => now ?? startReading(id, text));
  }, [id, text, state]);
  useEffect(() => () => text.awareness.destroy(), [text]);
  return writing;
}

function startReading(id: string, text: Parameters<typeof startWriting>[1]): Writing {
  const writing = startWriting(id, text, null);
  writing.editor.isEditable = false;
  return writing;
}
