/**
 * 「ファイルを受け取る」: a subject, Enter, and the link is copied. What the other side will see and not see stands
 * beside it; below, the links this folder has.
 */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Copy, Eye, EyeOff } from "lucide-react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { DateField } from "../../ui/DateField";
import { getDay, toIsoDay } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { addDays, type Day } from "../../ui/holidays";
import { Icon } from "../../ui/Icon";
import { TextField } from "../../ui/TextField";
import { forgetReceiveLinks, makeReceiveLink, useReceiveLinks } from "./links";
import { LinkRows } from "./LinkRows";
import { MadeLinkDialog, type Made } from "./MadeLinkDialog";

const DAYS_BY_DEFAULT = 14;

interface ReceiveDialogProps {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function ReceiveDialog({ id, name, onClose }: ReceiveDialogProps) {
  const [made, setMade] = useState<Made>();
  if (made !== undefined) return <MadeLinkDialog made={made} onClose={onClose} />;
  return <NewLink id={id} name={name} onMade={setMade} onClose={onClose} />;
}

interface NewLinkProps extends ReceiveDialogProps {
  readonly onMade: (made: Made) => void;
}

function NewLink({ id, name, onMade, onClose }: NewLinkProps) {
  const t = useWords("links");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const today = getDay(new Date());
  const [subject, setSubject] = useState("");
  const [endsOn, setEndsOn] = useState<Day | null>(addDays(today, DAYS_BY_DEFAULT));
  const [more, setMore] = useState<More>();
  const [trouble, setTrouble] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const links = useReceiveLinks(id);
  const isReady = subject.trim() !== "" && endsOn !== null;
  const make = async () => {
    if (!isReady || isSending) return;
    setSending(true);
    try {
      const { url } = await makeReceiveLink(id, {
        subject,
        ends_on: toIsoDay(endsOn),
        note: more?.note ?? "",
        passphrase: more?.passphrase ? more.passphrase : null,
        most_files: more?.mostFiles ? Number(more.mostFiles) : null,
      });
      forgetReceiveLinks(queries, id);
      onMade({ url, isCopied: await copyText(url) });
    } catch (error) {
      setTrouble(error);
      setSending(false);
    }
  };
  const count = links.data?.links.length ?? 0;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      holdsText={subject !== ""}
      title={t("receive.act")}
      note={t("receive.foot")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" icon={Copy} isPending={isSending} isDisabled={!isReady} onPress={() => void make()}>
            {t("receive.make")}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-second text-mute">{t("receive.lands_in", { name })}</p>
      <TextField label={t("receive.subject")} value={subject} onChange={setSubject} mostCharacters={subject.length > 80 ? 100 : undefined} onEnter={() => void make()} autoFocus />
      <div className="mt-4 max-w-100">
        <DateField label={t("receive.ends_on")} value={endsOn} onChange={setEndsOn} first={today} />
      </div>
      {more === undefined ? (
        <button type="button" className="link-text mt-3 min-h-6 text-second" onClick={() => setMore({ note: "", passphrase: "", mostFiles: "" })}>
          {t("receive.more")}
        </button>
      ) : (
        <MoreFields more={more} onMore={setMore} />
      )}
      {trouble !== undefined && (
        <div role="alert" className="mt-4">
          <Banner look="err">{wordProblem(trouble)}</Banner>
        </div>
      )}
      <WhatIsSeen />
      {links.error !== null && links.data === undefined && (
        <div className="mt-6">
          <ErrorState title={t("receive.trouble")} error={links.error} onRetry={() => void links.refetch()} />
        </div>
      )}
      {count > 0 && (
        <>
          <h3 className="mt-6 text-section">{t("receive.list")}</h3>
          <LinkRows folder={id} links={links.data?.links ?? []} onMade={onMade} />
        </>
      )}
    </Dialog>
  );
}

interface More {
  readonly note: string;
  readonly passphrase: string;
  readonly mostFiles: string;
}

function MoreFields({ more, onMore }: { readonly more: More; readonly onMore: (more: More) => void }) {
  const t = useWords("links");
  return (
    <div className="mt-4 flex flex-col gap-4">
      <TextField
        label={t("receive.passphrase")}
        hint={
          <>
            {t("receive.passphrase_hint")}
            <br />
            {t("receive.no_mail")}
          </>
        }
        value={more.passphrase}
        onChange={(passphrase) => onMore({ ...more, passphrase })}
        autoComplete="off"
        autoFocus
      />
      <TextField label={t("receive.note")} rows={2} value={more.note} onChange={(note) => onMore({ ...more, note })} />
      <TextField
        className="max-w-80"
        label={t("receive.most_files")}
        inputMode="numeric"
        value={more.mostFiles}
        onChange={(typed) => onMore({ ...more, mostFiles: typed.normalize("NFKC").replace(/\D/g, "").slice(0, 4) })}
      />
    </div>
  );
}

function WhatIsSeen() {
  const t = useWords("links");
  const columns = [
    { title: t("receive.seen"), icon: Eye, ink: "text-ok", rows: [t("receive.seen_subject"), t("receive.seen_own")] },
    { title: t("receive.unseen"), icon: EyeOff, ink: "text-mute", rows: [t("receive.unseen_folder"), t("receive.unseen_others")] },
  ];
  return (
    <div className="edge-line mt-5 grid grid-cols-2 rounded-card bg-sub max-desk:grid-cols-1">
      {columns.map(({ title, icon, ink, rows }) => (
        <section key={title} className="px-4 py-3">
          <h3 className="font-bold">{title}</h3>
          <ul className="mt-1 text-second">
            {rows.map((row) => (
              <li key={row} className="flex items-start gap-2 py-0.5">
                <Icon of={icon} size={16} className={`mt-0.5 ${ink}`} />
                <span className="min-w-0">{row}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
