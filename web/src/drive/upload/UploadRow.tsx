/** One upload of the panel: how far it is, what stands in its way, and what can be done with it. */
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Pause, Play, X } from "lucide-react";
import { isProblem, Problem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { IconButton } from "../../ui/IconButton";
import { ProgressBar } from "../../ui/ProgressBar";
import { TailTruncate } from "../../ui/TailTruncate";
import { addressOf } from "../addresses";
import { answerTwin, dropUpload, isRetryable, listTwinAnswers, pauseUpload, retryUpload, stopUpload, type Upload } from "./uploads";

export function UploadRow({ upload }: { readonly upload: Upload }) {
  const t = useWords("uploads");
  const { state, name, file } = upload;
  if (state === "sending" && upload.sentBytes < file.size) {
    return (
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <ProgressBar label={name} value={upload.sentBytes} most={file.size} size="thin" />
          {upload.isHeld && <p className="mt-1 text-second text-mute">{t("panel.offline")}</p>}
        </div>
        <Ways upload={upload} />
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
      <span className="text-mute">{wordState(t, upload)}</span>
      <Ways upload={upload} />
      {state === "trouble" && <Trouble upload={upload} />}
    </div>
  );
}

function wordState(t: ReturnType<typeof useWords>, { state, becomes, leftOut, file, sentBytes }: Upload): string {
  if (state === "waiting") return t("panel.waiting");
  if (state === "sending") return t(becomes === "document" ? "panel.reading" : "panel.keeping");
  if (state === "paused") return t("panel.paused_at", { sent: wordSize(sentBytes), all: wordSize(file.size) });
  if (state === "stopped") return t("panel.stopped");
  if (state === "done") return leftOut ? t("panel.left_out", { count: leftOut }) : wordSize(file.size);
  return "";
}

function Ways({ upload }: { readonly upload: Upload }) {
  const t = useWords("uploads");
  const { id, name, state } = upload;
  const isOpen = state === "waiting" || state === "sending" || state === "paused";
  return (
    <>
      {(state === "waiting" || state === "sending") && upload.becomes === "file" && (
        <IconButton size={32} icon={Pause} name={t("panel.pause_one", { name })} onPress={() => pauseUpload(id)} />
      )}
      {state === "paused" && <IconButton size={32} icon={Play} name={t("panel.resume_one", { name })} onPress={() => retryUpload(id)} />}
      {isOpen && <IconButton size={32} icon={X} name={t("panel.stop_one", { name })} onPress={() => stopUpload(id)} />}
      {state === "stopped" && (
        <Button size="row" onPress={() => retryUpload(id)}>
          {t("panel.again")}
        </Button>
      )}
    </>
  );
}

/** What stands in the way, and the ways round it. */
function Trouble({ upload }: { readonly upload: Upload }) {
  const t = useWords("uploads");
  const { id, trouble } = upload;
  const { both, replace } = listTwinAnswers(upload);
  const isTwin = isProblem(trouble, "name_taken");
  const isUnread = upload.becomes === "document" && !isTwin && trouble instanceof Problem && trouble.status < 500;
  return (
    <>
      <p className="basis-full text-err">{isTwin ? t("panel.twin") : wordProblem(trouble)}</p>
      <span className="ml-auto flex flex-wrap justify-end gap-2">
        {both !== undefined && (
          <Button size="row" look="outlined" onPress={() => answerTwin(id, "both")}>
            {t("panel.keep_both", { name: both })}
          </Button>
        )}
        {replace !== undefined && (
          <Button size="row" onPress={() => answerTwin(id, "replace")}>
            {t("panel.new_version")}
          </Button>
        )}
        {isUnread && (
          <Button size="row" look="outlined" onPress={() => retryUpload(id, { becomes: "file" })}>
            {t("panel.as_file")}
          </Button>
        )}
        {isRetryable(upload) && !isUnread && (
          <Button size="row" onPress={() => retryUpload(id)}>
            {t("panel.again")}
          </Button>
        )}
        <Button size="row" look="quiet" onPress={() => dropUpload(id)}>
          {t("panel.leave")}
        </Button>
      </span>
    </>
  );
}
