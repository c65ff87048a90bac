/**
 * A newer file as the next version of one: name, address and sharing stay, what it was stays as a version. Asked where
 * it may be a mistake (dropped on a row, of another kind); stopping or failing on the way leaves the file as it was.
 */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { wordProblem } from "../../kernel/problem";
import type { Sending } from "../../kernel/sending";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { ProgressBar } from "../../ui/ProgressBar";
import { Time } from "../../ui/Time";
import type { Item } from "../shapes";
import { isSameKind } from "../versions/kinds";
import { sendVersion } from "../versions/sendVersion";
import { addUploads } from "./uploads";

interface ReplaceDialogProps {
  readonly item: Item;
  readonly file: File;
  /** Where it may also be taken in by itself. */
  readonly folder?: string;
  readonly onClose: () => void;
}

export function ReplaceDialog({ item, file, folder, onClose }: ReplaceDialogProps) {
  const t = useWords("drive");
  const versions = useWords("versions");
  const me = useMe().person.id;
  const ui = useWords("ui");
  const uploads = useWords("uploads");
  const queries = useQueryClient();
  const [sent, setSent] = useState<number | null>(null);
  const [isHeld, setHeld] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const sending = useRef<Sending<void>>(null);
  useEffect(() => () => sending.current?.stop(), []);
  const save = async () => {
    setTrouble(undefined);
    setSent(0);
    sending.current = sendVersion(queries, item, file, me, { onProgress: setSent, onWaiting: setHeld });
    try {
      await sending.current.done;
      sending.current = null;
      onClose();
    } catch (error) {
      sending.current = null;
      setSent(null);
      if (!(error instanceof DOMException)) setTrouble(error);
    }
  };
  const addApart = (where: string) => {
    addUploads([{ folder: where, file }]);
    onClose();
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="narrow"
      title={versions("replace.title", { name: item.name })}
      onClose={onClose}
      description={<p className="mt-4">{versions("replace.text", { current: item.version, number: (item.version ?? 0) + 1 })}</p>}
      actions={
        <>
          {folder !== undefined && sent === null && (
            <Button size="large" className="mr-auto" onPress={() => addApart(folder)}>
              {versions("replace.apart")}
            </Button>
          )}
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={sent !== null} onPress={() => void save()}>
            {versions("replace.act")}
          </Button>
        </>
      }
    >
      <FileLine item={item} title={t("replace.now")}>
        {item.size_bytes !== null && wordSize(item.size_bytes)}
        {t("dot")}
        <Time at={item.modified_at} />
      </FileLine>
      <div className="my-2 ml-0.5">
        <Icon of={ArrowDown} className="text-mute" />
      </div>
      <FileLine item={item} title={t("replace.next")}>
        {file.name}
        {t("dot")}
        {wordSize(file.size)}
      </FileLine>
      {!isSameKind(file, item) && (
        <div className="mt-4">
          <Banner look="warn">{t("replace.other_kind", { name: item.name })}</Banner>
        </div>
      )}
      {sent !== null && (
        <div className="mt-4">
          <ProgressBar label={isHeld ? uploads("panel.offline") : t("replace.sending")} value={sent} most={file.size} words={`${wordSize(sent)} / ${wordSize(file.size)}`} onStop={() => sending.current?.stop()} />
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
