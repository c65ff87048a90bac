/** Choosing files, saying who one is, sending. Each file goes as soon as it was chosen; nothing counts before 送る. */
import { useEffect, useRef, useState } from "react";
import { Camera, Plus } from "lucide-react";
import { usePreferences } from "../kernel/preferences";
import { isProblem, wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { wordSize } from "../ui/dates";
import { TextField } from "../ui/TextField";
import { useFileDrop } from "../ui/useFileDrop";
import { CardHead, wordAsker } from "./CardHead";
import { FileRows } from "./FileRows";
import { begin, finish, type Card, type Receipt } from "./holding";
import { OutsideFrame } from "../outside/OutsideFrame";
import { useOutbox, type Leaving } from "./useOutbox";

interface HandInProps {
  readonly card: Card;
  readonly secret: string;
  readonly passphrase: string;
  /** The token, where the word began the sending already. */
  readonly begun?: string;
  readonly onReceipt: (receipt: Receipt) => void;
  readonly onClosed: () => void;
}

export function HandIn({ card, secret, passphrase, begun, onReceipt, onClosed }: HandInProps) {
  const t = useWords("links");
  const { language } = usePreferences();
  const token = useRef<Promise<string>>(begun === undefined ? undefined : Promise.resolve(begun));
  const getToken = () => {
    token.current ??= begin(secret, passphrase).catch((error: unknown) => {
      token.current = undefined;
      throw error;
    });
    return token.current;
  };
  const outbox = useOutbox(getToken, card.most_file_bytes);
  const { files } = outbox;
  const [sender, setSender] = useState("");
  const [trouble, setTrouble] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const isRefused = files.some((each) => isProblem(each.trouble, "link_closed"));
  useEffect(() => {
    if (isRefused) onClosed();
  }, [isRefused]);
  const why = whyNot(files, sender);
  const send = async () => {
    if (why !== null || isSending) return;
    setSending(true);
    try {
      onReceipt(await finish(await getToken(), sender));
    } catch (error) {
      if (isProblem(error, "link_closed")) onClosed();
      setTrouble(error);
      setSending(false);
    }
  };
  return (
    <OutsideFrame
      agency={card.agency}
      head={t("outside.head")}
      title={card.subject}
      foot={
        <>
          {trouble !== undefined && (
            <div role="alert" className="mb-3">
              <Banner look="err">{wordProblem(trouble)}</Banner>
            </div>
          )}
          {why !== null && <p className="mb-2 text-second text-mute">{t(why)}</p>}
          <Button look="solid" size="decide" className="w-full" isPending={isSending} isDisabled={why !== null} why={why === null ? undefined : t(why)} onPress={() => void send()}>
            {t("outside.send", { count: files.length })}
          </Button>
        </>
      }
    >
      <CardHead card={card} />
      <Step number={1} title={t("outside.choose")} />
      <Choose onChosen={outbox.add} />
      <p className="mt-2 text-second text-mute">{t("outside.limits", { size: wordSize(card.most_file_bytes), count: card.most_files })}</p>
      <FileRows outbox={outbox} />
      <Step number={2} title={t("outside.who")} />
      <TextField label={t("outside.name")} hint={t("outside.name_hint")} value={sender} onChange={setSender} onEnter={() => void send()} autoComplete="organization" />
      <h2 className="mt-8 text-section">{t("outside.next")}</h2>
      <p>{t("outside.next_before", { name: wordAsker(card, language) })}</p>
    </OutsideFrame>
  );
}

function whyNot(files: readonly Leaving[], sender: string): string | null {
  if (files.length === 0) return "outside.why_no_file";
  if (files.some((each) => each.state === "trouble")) return "outside.why_trouble";
  if (files.some((each) => each.state !== "arrived")) return "outside.why_sending";
  return sender.trim() === "" ? "outside.why_no_name" : null;
}

function Step({ number, title }: { readonly number: number; readonly title: string }) {
  return (
    <h2 className="mt-8 mb-3 flex items-center gap-3 text-section">
      <span aria-hidden="true" className="inline-flex size-8 items-center justify-center rounded-full bg-sel text-second font-bold text-pri in-data-[theme=contrast]:edge-ctl">
        {number}
      </span>
      {title}
    </h2>
  );
}

/** By hand, by the phone's camera, or dropped. */
function Choose({ onChosen }: { readonly onChosen: (files: readonly File[]) => void }) {
  const t = useWords("links");
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const { isOver, hands } = useFileDrop(true, (transfer) => onChosen([...transfer.files]));
  const take = (input: HTMLInputElement) => {
    onChosen([...(input.files ?? [])]);
    input.value = "";
  };
  return (
    <div
      {...hands}
      className={`flex flex-wrap items-center justify-center gap-3 rounded-card border-2 border-dashed border-ctl p-4 ${isOver ? "bg-sel" : ""}`}
    >
      <input ref={files} type="file" multiple hidden onChange={(event) => take(event.currentTarget)} />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={(event) => take(event.currentTarget)} />
      <Button size="large" icon={Plus} onPress={() => files.current?.click()}>
        {t("outside.add")}
      </Button>
      <Button size="large" icon={Camera} className="desk:hidden" onPress={() => camera.current?.click()}>
        {t("outside.camera")}
      </Button>
      <span className="text-second text-mute max-desk:hidden">{t("outside.drop")}</span>
    </div>
  );
}
