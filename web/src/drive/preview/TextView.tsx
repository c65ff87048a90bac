/** Text in the charset that its bytes were told to have. */
import { useEffect, useState } from "react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { SkeletonRows } from "../../ui/Skeleton";
import { showToast } from "../../ui/toasts";
import * as api from "../api";
import type { Source } from "./source";
import type { ViewerProps } from "./viewers";

export function TextView({ source, onBroken }: ViewerProps) {
  const t = useWords("drive");
  const [text, setText] = useState<string>();
  useEffect(() => {
    const stopping = new AbortController();
    readText(source, stopping.signal).then(setText, (error: unknown) => {
      if (!stopping.signal.aborted) {
        onBroken();
        showToast({ words: wordProblem(error), look: "trouble" });
      }
    });
    return () => stopping.abort();
  }, [source.contentUrl]);
  if (text === undefined) return <SkeletonRows count={6} />;
  return (
    <pre tabIndex={0} aria-label={t("file.text", { name: source.name })} className="edge-line max-h-[70dvh] overflow-auto rounded-card bg-page p-4 font-sans whitespace-pre-wrap">
      {text}
    </pre>
  );
}

async function readText(source: Source, signal: AbortSignal): Promise<string> {
  const bytes = await api.fetchBytes(source.contentUrl, { signal });
  const charset = /charset=([\w-]+)/.exec(source.mediaType)?.[1] ?? "utf-8";
  return new TextDecoder(charset).decode(bytes);
}
