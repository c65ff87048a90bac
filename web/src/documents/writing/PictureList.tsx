/** The pictures that wait, below the text: each with its name, what keeps it, and the way on. */
import { useSyncExternalStore } from "react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { ProgressBar } from "../../ui/ProgressBar";
import type { Pictures } from "./pictures";

export function PictureList({ pictures }: { readonly pictures: Pictures }) {
  const t = useWords("writing");
  const waiting = useSyncExternalStore(pictures.subscribe, pictures.get);
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t("picture.waiting")} className="edge-line fixed right-4 bottom-4 z-30 w-100 max-w-[calc(100vw-2rem)] rounded-card bg-raise p-4 shadow-float print:hidden max-desk:bottom-22">
      <h2 className="font-bold">{t("picture.waiting")}</h2>
      <ul className="mt-2 flex max-h-72 flex-col gap-3 overflow-y-auto">
        {waiting.map((picture) => (
          <li key={picture.id} className="flex items-center gap-3">
            {!picture.isHopeless && <img src={picture.preview} alt="" className="edge-line size-12 shrink-0 rounded-chip object-cover" />}
            <div className="min-w-0 flex-1">
              <p className="truncate">{picture.name}</p>
              {picture.trouble ? (
                <p role="alert" className="text-second text-err">
                  {picture.trouble}
                </p>
              ) : (
                <ProgressBar
                  label={t("picture.sending")}
                  value={picture.sentBytes}
                  most={picture.sizeBytes}
                  words={`${wordSize(picture.sentBytes)} / ${wordSize(picture.sizeBytes)}`}
                  size="thin"
                />
              )}
            </div>
            {picture.trouble && !picture.isHopeless && (
              <Button size="row" look="outlined" onPress={() => pictures.again(picture.id)}>
                {t("picture.again")}
              </Button>
            )}
            <Button size="row" onPress={() => pictures.leave(picture.id)}>
              {t(picture.trouble ? "picture.drop" : "picture.stop")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
