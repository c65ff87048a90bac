/** The files of one sending, each with how far it is, its trouble, and the way to leave it out. */
import { useEffect } from "react";
import { useWords } from "../kernel/words";
import { wordProblem } from "../kernel/problem";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { wordSize } from "../ui/dates";
import { KindIcon } from "../ui/KindIcon";
import { TailTruncate } from "../ui/TailTruncate";
import type { Leaving, Outbox } from "./useOutbox";

export function FileRows({ outbox }: { readonly outbox: Outbox }) {
  const t = useWords("links");
  const { files } = outbox;
  const arrived = files.filter(({ state }) => state === "arrived").length;
  // How far each is stands beside it and would be read with every step: only what arrived is said.
  useEffect(() => {
    if (arrived > 0) announce(t("outside.arrived_of", { arrived, all: files.length }));
  }, [arrived]);
  if (files.length === 0) return null;
  return (
    <ul className="mt-3">
      {files.map((each) => (
        <li key={each.key} className="edge-hair-b py-3">
          <Row leaving={each} outbox={outbox} />
        </li>
      ))}
    </ul>
  );
}

function Row({ leaving, outbox }: { readonly leaving: Leaving; readonly outbox: Outbox }) {
  const t = useWords("links");
  const { key, file, state, sentBytes, trouble } = leaving;
  const size = wordSize(file.size);
  const words = { waiting: `${size}・${t("outside.waiting")}`, sending: t("outside.sending", { sent: wordSize(sentBytes), size }), arrived: `${size}・${t("outside.arrived")}`, trouble: "" };
  return (
    <>
      <div className="flex items-center gap-3">
        <KindIcon kind="file" mediaType={file.type} size={24} />
        <div className="min-w-0 flex-1">
          <TailTruncate name={file.name} />
          {state !== "trouble" && <p className="text-second text-mute">{words[state]}</p>}
          {state === "trouble" && (
            <p role="alert" className="text-second text-err">
              {wordProblem(trouble)}
            </p>
          )}
        </div>
        {state === "trouble" && (
          <Button aria-label={t("outside.again_of", { name: file.name })} onPress={() => outbox.again(key)}>
            {t("outside.again")}
          </Button>
        )}
        <Button aria-label={t("outside.remove_of", { name: file.name })} onPress={() => outbox.remove(key)}>
          {t("outside.remove")}
        </Button>
      </div>
      {state === "sending" && (
        <div aria-hidden="true" className="mt-2 h-2 overflow-hidden rounded-full bg-hair in-data-[theme=contrast]:edge-ctl">
          <div className="h-full rounded-full bg-pri" style={{ width: `${file.size > 0 ? (sentBytes / file.size) * 100 : 0}%` }} />
        </div>
      )}
    </>
  );
}
