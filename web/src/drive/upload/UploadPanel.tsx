/** How far uploads are: all together, each by itself, what stands in the way and what to do about it. May be folded. */
import { useEffect, useRef, useState } from "react";
import { Link } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, X } from "lucide-react";
import { isProblem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { ProgressBar } from "../../ui/ProgressBar";
import { TailTruncate } from "../../ui/TailTruncate";
import { addressOf } from "../addresses";
import * as api from "../api";
import { changeItems } from "../list/useItems";
import { countUploads, guessSecondsLeft } from "./counting";
import { dropEnded, dropUpload, retryUpload, stopAll, stopUpload, useUploads, watchMade, type Upload } from "./uploads";

export function UploadPanel() {
  const t = useWords("drive");
  const uploads = useUploads();
  const [isFolded, setFolded] = useState(false);
  const { done, ended, all, sentBytes, allBytes, troubles, isRunning } = countUploads(uploads);
  const seconds = useSecondsLeft(sentBytes, allBytes, isRunning);
  useMadeRows();
  const title = isRunning ? t("upload.running", { done, all }) : troubles > 0 ? t("upload.ended_trouble", { done, all }) : t("upload.ended", { count: done });
  useEffect(() => announce(title), [isRunning]);
  const left = seconds === null ? "" : t("dot") + t("upload.left", { time: wordLeft(t, seconds) });
  return (
    <section
      aria-label={t("upload.name")}
      data-region="panel"
      tabIndex={-1}
      className="fixed right-6 bottom-6 z-30 flex max-h-[60dvh] w-104 flex-col rounded-card border border-line bg-raise shadow-float max-desk:inset-x-0 max-desk:bottom-19 max-desk:w-full max-desk:rounded-none max-desk:shadow-none"
    >
      <header className="flex items-center gap-2 px-4 pt-3">
        <h2 className="min-w-0 flex-1 text-body font-bold">{title}</h2>
        <Button look="quiet" size="row" icon={isFolded ? ChevronUp : ChevronDown} aria-expanded={!isFolded} onPress={() => setFolded(!isFolded)}>
          {t(isFolded ? "upload.unfold" : "upload.fold")}
        </Button>
        {!isRunning && (
          <Button look="quiet" size="row" icon={X} onPress={dropEnded}>
            {t("upload.close")}
          </Button>
        )}
      </header>
      <div className="px-4 pt-1 pb-3">
        {isRunning && (
          <ProgressBar
            label={`${wordSize(sentBytes)} / ${wordSize(allBytes)}${left}`}
            value={sentBytes + ended}
            most={allBytes + all}
            onStop={isFolded ? undefined : stopAll}
          />
        )}
      </div>
      {!isFolded && (
        <ul className="edge-line-t min-h-0 overflow-y-auto" tabIndex={0} aria-label={t("upload.each")}>
          {uploads.map((upload) => (
            <li key={upload.id} className="edge-hair-b px-4 py-2 last:border-0">
              <UploadRow upload={upload} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function UploadRow({ upload }: { readonly upload: Upload }) {
  const t = useWords("drive");
  const { state, name, file } = upload;
  if (state === "sending" && upload.sentBytes < file.size) {
    return (
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <ProgressBar label={name} value={upload.sentBytes} most={file.size} size="thin" />
        </div>
        <Stop upload={upload} />
      </div>
    );
  }
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 text-second">
      {state === "done" && <Icon of={CircleCheck} size={16} className="text-ok" />}
      {state === "trouble" && <Icon of={CircleAlert} size={16} className="text-err" />}
      {upload.made === undefined ? (
        <TailTruncate name={name} className="flex-1" />
      ) : (
        <Link to={addressOf(upload.made.kind, upload.made.id)} aria-label={name} className="link-text min-w-0 flex-1">
          <TailTruncate name={name} />
        </Link>
      )}
      {state === "waiting" && <span className="text-mute">{t("upload.waiting")}</span>}
      {state === "sending" && <span className="text-mute">{t(upload.becomes === "document" ? "upload.reading" : "upload.keeping")}</span>}
      {state === "stopped" && <span className="text-mute">{t("upload.stopped")}</span>}
      {state === "done" && <span className="text-mute">{upload.leftOut ? t("upload.left_out", { count: upload.leftOut }) : wordSize(file.size)}</span>}
      {(state === "waiting" || state === "sending") && <Stop upload={upload} />}
      {state === "trouble" && <Trouble upload={upload} />}
      {state === "stopped" && (
        <Button size="row" onPress={() => retryUpload(upload.id)}>
          {t("upload.again")}
        </Button>
      )}
    </div>
  );
}

function Stop({ upload }: { readonly upload: Upload }) {
  const t = useWords("drive");
  return (
    <Button look="quiet" size="row" aria-label={t("upload.stop_one", { name: upload.name })} onPress={() => stopUpload(upload.id)}>
      {t("upload.stop")}
    </Button>
  );
}

/** What stands in the way, and the ways round it. */
function Trouble({ upload }: { readonly upload: Upload }) {
  const t = useWords("drive");
  const { trouble } = upload;
  const suggestion = isProblem(trouble, "name_taken") ? trouble.params["suggestion"] : undefined;
  const isTooLarge = isProblem(trouble, "file_too_large");
  const isUnread = upload.becomes === "document" && isProblem(trouble) && suggestion === undefined && trouble.status < 500;
  return (
    <>
      <p className="basis-full text-err">{typeof suggestion === "string" ? t("upload.twin") : wordProblem(trouble)}</p>
      <span className="ml-auto flex flex-wrap justify-end gap-2">
        {typeof suggestion === "string" && (
          <Button size="row" look="outlined" onPress={() => retryUpload(upload.id, { name: suggestion })}>
            {t("upload.keep_both", { name: suggestion })}
          </Button>
        )}
        {isUnread && (
          <Button size="row" look="outlined" onPress={() => retryUpload(upload.id, { becomes: "file" })}>
            {t("upload.as_file")}
          </Button>
        )}
        {!isTooLarge && !isUnread && suggestion === undefined && (
          <Button size="row" onPress={() => retryUpload(upload.id)}>
            {t("upload.again")}
          </Button>
        )}
        <Button size="row" look="quiet" onPress={() => dropUpload(upload.id)}>
          {t("upload.leave")}
        </Button>
      </span>
    </>
  );
}

/** What came to be appears in its folder's list, whether or not the live socket says so. */
function useMadeRows(): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      watchMade((folder, id) => {
        api.fetchItemsById(folder, [id]).then(
          (items) => changeItems(queries, folder, { items, gone: [] }),
          // The list shows it with its next page or event.
          () => undefined,
        );
      }),
    [queries],
  );
}

function wordLeft(t: ReturnType<typeof useWords>, seconds: number): string {
  return seconds < 60 ? t("upload.seconds", { count: seconds }) : t("upload.minutes", { count: Math.ceil(seconds / 60) });
}

/** Renewed each second from how fast it went so far; nothing before a second has passed. */
function useSecondsLeft(sentBytes: number, allBytes: number, isRunning: boolean): number | null {
  const start = useRef({ at: performance.now(), bytes: sentBytes });
  const [, setTick] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    start.current = { at: performance.now(), bytes: 0 };
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return guessSecondsLeft(sentBytes - start.current.bytes, performance.now() - start.current.at, allBytes - sentBytes);
}
