/** How far uploads are: all together, each by itself, what stands in the way and what to do about it. May be folded. */
import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { VList } from "virtua";
import { isProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { ProgressBar } from "../../ui/ProgressBar";
import { showItems } from "../list/useItems";
import { countUploads, guessSecondsLeft, type UploadCount } from "./counting";
import { usePreparing } from "./preparing";
import { UnfinishedPart } from "./UnfinishedPart";
import { useUnfinished } from "./unfinished";
import { UploadRow } from "./UploadRow";
import { answerAllTwins, dropEnded, isRetryable, pauseAll, resumeAll, retryAll, stopAll, useUploads, watchMade, type Upload } from "./uploads";

const ROW_PIXELS = 48;
const MOST_ROWS_SHOWN = 7;

export function UploadPanel() {
  const t = useWords("uploads");
  const uploads = useUploads();
  const unfinished = useUnfinished();
  const preparing = usePreparing();
  const [isFolded, setFolded] = useState(false);
  const count = countUploads(uploads, isTwin);
  useMadeRows();
  const title = useTitle(count, preparing);
  useEffect(() => announce(title), [count.isRunning, preparing === null]);
  const isBusy = count.isRunning || count.paused > 0;
  return (
    <section
      aria-label={t("panel.name")}
      data-region="panel"
      tabIndex={-1}
      className="fixed right-6 bottom-6 z-30 flex max-h-[60dvh] w-104 flex-col rounded-card border border-line bg-raise shadow-float max-desk:inset-x-0 max-desk:bottom-19 max-desk:w-full max-desk:rounded-none max-desk:shadow-none"
    >
      <header className="flex items-center gap-2 px-4 pt-3 pb-1">
        <h2 className="min-w-0 flex-1 text-body font-bold">{title}</h2>
        <Button look="quiet" size="row" icon={isFolded ? ChevronUp : ChevronDown} aria-expanded={!isFolded} onPress={() => setFolded(!isFolded)}>
          {t(isFolded ? "panel.unfold" : "panel.fold")}
        </Button>
        {!isBusy && uploads.length > 0 && (
          <Button look="quiet" size="row" icon={X} onPress={dropEnded}>
            {t("panel.close")}
          </Button>
        )}
      </header>
      {isBusy && <Together count={count} isFolded={isFolded} />}
      {!isFolded && uploads.length > 0 && (
        <>
          <Troubles count={count} retryable={uploads.filter(isRetryable).length} />
          <Rows uploads={uploads} />
        </>
      )}
      {!isFolded && unfinished.length > 0 && <UnfinishedPart unfinished={unfinished} />}
    </section>
  );
}

function isTwin({ trouble }: Upload): boolean {
  return isProblem(trouble, "name_taken");
}

function useTitle({ isRunning, paused, done, all, troubles }: UploadCount, preparing: number | null): string {
  const t = useWords("uploads");
  if (preparing !== null) return t("panel.preparing", { count: preparing });
  if (isRunning) return t("panel.running", { done, all });
  if (paused > 0) return t("panel.paused", { done, all });
  if (all === 0) return t("panel.name");
  return troubles > 0 ? t("panel.ended_trouble", { done, all }) : t("panel.ended", { count: done });
}

function Together({ count, isFolded }: { readonly count: UploadCount; readonly isFolded: boolean }) {
  const t = useWords("uploads");
  const { sentBytes, allBytes, ended, all, isRunning } = count;
  const seconds = useSecondsLeft(sentBytes, allBytes, isRunning);
  const left = seconds === null ? "" : t("panel.left", { time: wordLeft(t, seconds) });
  return (
    <div className="px-4 pb-3">
      {/* Each file counts as a byte of its own: ten thousand empty ones move the bar too. */}
      <ProgressBar label={t("panel.sent_of", { sent: wordSize(sentBytes), all: wordSize(allBytes) })} value={sentBytes + ended} most={allBytes + all} />
      {!isFolded && (
        <div className="mt-2 flex items-center gap-2 text-second text-mute">
          <span className="min-w-0 flex-1">{left}</span>
          <Button size="row" onPress={isRunning ? pauseAll : resumeAll}>
            {t(isRunning ? "panel.pause" : "panel.resume")}
          </Button>
          <Button size="row" onPress={stopAll}>
            {t("panel.stop")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** One answer for many of a kind. */
function Troubles({ count, retryable }: { readonly count: UploadCount; readonly retryable: number }) {
  const t = useWords("uploads");
  if (count.twins < 2 && retryable < 2) return null;
  return (
    <div className="edge-line-t flex flex-wrap items-center gap-2 px-4 py-2 text-second">
      {count.twins >= 2 && (
        <>
          <span className="basis-full">{t("panel.twins", { count: count.twins })}</span>
          <Button size="row" look="outlined" onPress={() => answerAllTwins("both")}>
            {t("panel.keep_both_all")}
          </Button>
          <Button size="row" onPress={() => answerAllTwins("replace")}>
            {t("panel.new_version_all")}
          </Button>
        </>
      )}
      {retryable >= 2 && (
        <Button size="row" onPress={retryAll}>
          {t("panel.again_all", { count: retryable })}
        </Button>
      )}
    </div>
  );
}

/** Only those in sight are drawn; one Tab stop, then the buttons of the rows. */
function Rows({ uploads }: { readonly uploads: readonly Upload[] }) {
  const t = useWords("uploads");
  // Those in trouble say what it is and offer ways round it: they are three times as high.
  const troubles = uploads.reduce((sum, { state }) => sum + (state === "trouble" ? 2 : 0), 0);
  const rows = Math.min(uploads.length + troubles, MOST_ROWS_SHOWN);
  return (
    <div className="edge-line-t min-h-0 flex-auto overflow-hidden" style={{ height: rows * ROW_PIXELS + 8 }}>
      <VList role="list" aria-label={t("panel.each")} tabIndex={0} className="-outline-offset-4" data={uploads} itemSize={ROW_PIXELS}>
        {(upload, at) => (
          <div key={upload.id} role="listitem" aria-setsize={uploads.length} aria-posinset={at + 1} className="edge-hair-b px-4 py-2">
            <UploadRow upload={upload} />
          </div>
        )}
      </VList>
    </div>
  );
}

/** What came to be appears in its folder's list a few times a second. */
function useMadeRows(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const made = new Map<string, string[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      for (const [folder, ids] of made) showItems(queries, folder, ids.slice(0, 100));
      made.clear();
    };
    const unwatch = watchMade((folder, id) => {
      made.set(folder, [...(made.get(folder) ?? []), id]);
      timer ??= setTimeout(show, 200);
    });
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }, [queries]);
}

function wordLeft(t: ReturnType<typeof useWords>, seconds: number): string {
  if (seconds < 60) return t("panel.seconds", { count: seconds });
  return seconds < 5400 ? t("panel.minutes", { count: Math.ceil(seconds / 60) }) : t("panel.hours", { count: Math.round(seconds / 3600) });
}

/** Renewed each second from how fast it went since it runs; nothing before a second has passed. */
function useSecondsLeft(sentBytes: number, allBytes: number, isRunning: boolean): number | null {
  const start = useRef({ at: performance.now(), bytes: sentBytes });
  const [, setTick] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    start.current = { at: performance.now(), bytes: sentBytes };
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return isRunning ? guessSecondsLeft(sentBytes - start.current.bytes, performance.now() - start.current.at, allBytes - sentBytes) : null;
}
