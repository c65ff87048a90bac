/**
 * A newer file in the place of one: name, address and sharing stay, the bytes of before go. Said before it is done, with
 * the way to keep them; stopping or failing on the way leaves the file as it was.
 */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown, Download } from "lucide-react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { ProgressBar } from "../../ui/ProgressBar";
import { showToast } from "../../ui/toasts";
import { Time } from "../../ui/Time";
import { tellChanged } from "../acts";
import type { Item } from "../shapes";
import { download } from "../thingActs";
import { can } from "../wording";
import { replaceFile, type Sending } from "./send";

interface ReplaceDialogProps {
  readonly item: Item;
  readonly file: File;
  readonly onClose: () => void;
}

export function ReplaceDialog({ item, file, onClose }: ReplaceDialogProps) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const [sent, setSent] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<unknown>();
  const sending = useRef<Sending<Item>>(null);
  useEffect(() => () => sending.current?.stop(), []);
  const save = async () => {
    setTrouble(undefined);
    setSent(0);
    sending.current = replaceFile(item, file, setSent);
    try {
      tellChanged(queries, await sending.current.done);
      sending.current = null;
      showToast({ words: t("replace.done", { name: item.name }) });
      onClose();
    } catch (error) {
      sending.current = null;
      setSent(null);
      if (!(error instanceof DOMException)) setTrouble(error);
    }
  };
  const ending = /\.[^.]+$/;
  const isOtherKind = ending.exec(file.name)?.[0].toLowerCase() !== ending.exec(item.name)?.[0].toLowerCase();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="narrow"
      title={t("replace.title", { name: item.name })}
      onClose={onClose}
      description={<p className="mt-4">{t("replace.text")}</p>}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={sent !== null} onPress={() => void save()}>
            {t("replace.act")}
          </Button>
        </>
      }
    >
      <FileLine item={item} title={t("replace.now")}>
        {item.size_bytes !== null && wordSize(item.size_bytes)}
        {t("dot")}
        <Time at={item.modified_at} />
      </FileLine>
      {can(item, "file.download") && (
        <Button size="row" icon={Download} className="mt-2 ml-8" onPress={() => download([item])}>
          {t("replace.keep")}
        </Button>
      )}
      <div className="my-2 ml-0.5">
        <Icon of={ArrowDown} className="text-mute" />
      </div>
      <FileLine item={item} title={t("replace.next")}>
        {file.name}
        {t("dot")}
        {wordSize(file.size)}
      </FileLine>
      {isOtherKind && (
        <div className="mt-4">
          <Banner look="warn">{t("replace.other_kind", { name: item.name })}</Banner>
        </div>
      )}
      {sent !== null && (
        <div className="mt-4">
          <ProgressBar label={t("replace.sending")} value={sent} most={file.size} words={`${wordSize(sent)} / ${wordSize(file.size)}`} onStop={() => sending.current?.stop()} />
        </div>
      )}
      {trouble !== undefined && (
        <div role="alert" className="mt-4">
          <Banner look="err">{wordProblem(trouble)}</Banner>
        </div>
      )}
    </Dialog>
  );
}

interface FileLineProps {
  readonly item: Item;
  readonly title: string;
  readonly children: ReactNode;
}

function FileLine({ item, title, children }: FileLineProps) {
  return (
    <div className="flex items-start gap-3">
      <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} />
      <div className="min-w-0">
        <p className="font-bold">{title}</p>
        <p className="text-second break-words text-mute">{children}</p>
      </div>
    </div>
  );
}
