/** The receipt: a number to name it by, what was received, and what happens next. Printed as it stands. */
import { useEffect, useRef } from "react";
import { Copy, CircleCheck, Printer } from "lucide-react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { copyText } from "../ui/copyText";
import { lastMoment, wordClock, wordDayFull, wordSize } from "../ui/dates";
import { Icon } from "../ui/Icon";
import { KindIcon } from "../ui/KindIcon";
import { announce } from "../ui/announce";
import { wordAsker } from "./CardHead";
import type { Card, Receipt } from "./holding";
import { OutsideFrame } from "../outside/OutsideFrame";

const DIGEST_SHOWN = 12;

interface ReceiptPageProps {
  readonly card: Card;
  readonly receipt: Receipt;
  readonly onMore: () => void;
}

export function ReceiptPage({ card, receipt, onMore }: ReceiptPageProps) {
  const t = useWords("links");
  const style = usePreferences();
  const heading = useRef<HTMLHeadingElement>(null);
  // Once: the other language, or anything else drawn anew, leaves the focus where it is.
  useEffect(() => heading.current?.focus(), []);
  const sentAt = new Date(receipt.sent_at);
  const at = `${wordDayFull(sentAt, style)} ${wordClock(sentAt)}`;
  const name = wordAsker(card, style.language);
  const telephone = card.asker?.telephone ?? "";
  const copy = async (text: string) => {
    if (await copyText(text)) announce(t("outside.copied"));
  };
  const wordReceipt = () =>
    [
      t("outside.receipt_text", { agency: card.agency, number: receipt.number, subject: card.subject, at, sender: receipt.sender }),
      ...receipt.files.map((file) => `- ${file.name} ${wordSize(file.size_bytes)} SHA-256 ${file.sha256}`),
    ].join("\n");
  return (
    <OutsideFrame
      agency={card.agency}
      head={t("outside.head")}
      title={t("outside.received")}
      foot={
        <Button look="outlined" size="decide" className="w-full" onPress={onMore}>
          {t("outside.more")}
        </Button>
      }
    >
      <div className="flex items-center gap-3">
        <Icon of={CircleCheck} size={24} className="text-ok" />
        <h1 className="text-title" tabIndex={-1} ref={heading}>
          {t("outside.received")}
        </h1>
      </div>
      <p>
        <time dateTime={receipt.sent_at}>{at}</time>
      </p>
      <section className="edge-line mt-5 rounded-card bg-sub p-4">
        <h2 className="text-second font-normal text-mute">{t("outside.number")}</h2>
        <p className="text-[2rem]/12 font-bold tabular-nums">{receipt.number}</p>
        <div className="mt-2 flex flex-wrap gap-3 print:hidden">
          <Button icon={Copy} onPress={() => void copy(receipt.number)}>
            {t("outside.copy_number")}
          </Button>
          <Button icon={Copy} onPress={() => void copy(wordReceipt())}>
            {t("outside.copy_receipt")}
          </Button>
          <Button icon={Printer} onPress={() => print()}>
            {t("outside.print")}
          </Button>
        </div>
      </section>
      <p className="mt-4">
        <span className="text-mute">{t("outside.sender")}</span> {receipt.sender}
      </p>
      <p className="font-bold wrap-anywhere">{card.subject}</p>
      <h2 className="mt-6 text-section">{t("outside.sent_files", { count: receipt.files.length })}</h2>
      <ul>
        {receipt.files.map((file) => (
          <li key={file.id} className="edge-hair-b flex items-center gap-3 py-3">
            <KindIcon kind="file" size={24} />
            <div className="min-w-0">
              <p className="wrap-anywhere">{file.name}</p>
              <p className="text-second text-mute" title={file.sha256}>
                {wordSize(file.size_bytes)}・{t("outside.digest", { digest: file.sha256.slice(0, DIGEST_SHOWN) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <h2 className="mt-6 text-section">{t("outside.next")}</h2>
      <p>{t("outside.next_more", { day: wordDayFull(lastMoment(card.ends_at), style) })}</p>
      <p>{telephone === "" ? t("outside.next_undo", { name }) : t("outside.next_undo_phone", { name, telephone })}</p>
    </OutsideFrame>
  );
}
