/** The editor in its frame. The token goes to it in a form, so that it stands in no address. */
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { wordClock } from "../../ui/dates";
import type { EditorOpening } from "./api";
import { useMessages } from "./useMessages";

const FRAME = "office-editor";
const SLOW_MS = 25_000;
const TOLD_BEFORE_MS = 15 * 60_000;

interface EditorFrameProps {
  readonly name: string;
  readonly opening: EditorOpening;
  readonly onClose: () => void;
  readonly onReopen: () => void;
}

export function EditorFrame({ name, opening, onClose, onReopen }: EditorFrameProps) {
  const t = useWords("wopi");
  const form = useRef<HTMLFormElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [isReady, setReady] = useState(false);
  const isSlow = useAfter(SLOW_MS) && !isReady;
  const isEnding = useAfter(opening.access_token_ttl - Date.now() - TOLD_BEFORE_MS);
  useMessages(frame, opening.origin, { onReady: () => setReady(true), onClose });
  useEffect(() => form.current?.submit(), [opening]);
  const reopen = (
    <Button size="row" onPress={onReopen}>
      {t("reopen")}
    </Button>
  );
  return (
    <>
      <form ref={form} hidden method="post" action={opening.address} target={FRAME}>
        <input type="hidden" name="access_token" value={opening.access_token} />
        <input type="hidden" name="access_token_ttl" value={opening.access_token_ttl} />
      </form>
      {(isSlow || isEnding) && (
        <div role="status" className="px-4 py-2">
          <Banner look="warn" action={reopen}>
            {isEnding ? t("ending", { time: wordClock(new Date(opening.access_token_ttl)) }) : t("slow")}
          </Banner>
        </div>
      )}
      {!isReady && !isSlow && (
        <p role="status" className="px-4 py-2 text-second text-mute">
          {t("opening")}
        </p>
      )}
      <iframe ref={frame} name={FRAME} title={t("frame", { name })} allow="clipboard-read; clipboard-write; fullscreen" className="min-h-0 w-full flex-1 border-0 bg-page" />
    </>
  );
}

/** Whether so many ms have gone by. */
function useAfter(ms: number): boolean {
  const [isOver, setOver] = useState(false);
  const [wait] = useState(ms);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [wait]);
  return isOver;
}
