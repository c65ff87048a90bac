/**
 * `/receive#secret`: where somebody outside hands files in. The secret rides in the fragment, which no server or log
 * sees, is taken out of the address at once, and is exchanged by POST. Whatever became of a link that does not hold,
 * one page says it.
 */
import { useEffect, useState } from "react";
import { isProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { AskForWord } from "./AskForWord";
import { CardHead } from "./CardHead";
import { begin, look, type Card, type Receipt } from "./holding";
import { HandIn } from "./HandIn";
import { OutsideFrame } from "../outside/OutsideFrame";
import { ReceiptPage } from "./ReceiptPage";

function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== "") history.replaceState(history.state, "", location.pathname);
  return secret;
}

export function ReceivePage() {
  const t = useWords("links");
  const [secret] = useState(takeSecret);
  const [card, setCard] = useState<Card>();
  const [trouble, setTrouble] = useState<unknown>();
  const [word, setWord] = useState<Word>();
  const [receipt, setReceipt] = useState<Receipt>();
  const [isClosed, setClosed] = useState(secret === "");
  const [round, setRound] = useState(0);
  const refuse = (error: unknown) => (isProblem(error, "link_closed") ? setClosed(true) : setTrouble(error));
  const ask = () => {
    setTrouble(undefined);
    look(secret).then(setCard, refuse);
  };
  useEffect(() => {
    if (secret !== "") ask();
  }, [secret]);
  const more = () => {
    setReceipt(undefined);
    setRound(round + 1);
    // Each sending begins by itself: what was sent is closed.
    setWord((before) => (before === undefined ? undefined : { passphrase: before.passphrase }));
  };
  if (receipt !== undefined && card !== undefined) return <ReceiptPage card={card} receipt={receipt} onMore={more} />;
  if (isClosed) return <Closed agency={card?.agency ?? ""} />;
  if (card === undefined) {
    return (
      <OutsideFrame agency="" head={t("outside.head")} title={t("outside.head")}>
        {trouble === undefined ? <SkeletonRows count={4} /> : <ErrorState title={t("outside.trouble")} error={trouble} onRetry={ask} />}
      </OutsideFrame>
    );
  }
  if (card.has_passphrase && word === undefined) {
    return (
      <AskForWord
        agency={card.agency}
        head={t("outside.head")}
        title={card.subject}
        hint={t("outside.word_hint")}
        act={t("outside.word_go")}
        onWord={async (passphrase) => setWord({ passphrase, token: await begin(secret, passphrase) })}
        onClosed={() => setClosed(true)}
      >
        <CardHead card={card} />
      </AskForWord>
    );
  }
  return (
    <HandIn
      key={round}
      card={card}
      secret={secret}
      passphrase={word?.passphrase ?? ""}
      begun={word?.token}
      onReceipt={setReceipt}
      onClosed={() => setClosed(true)}
    />
  );
}

interface Word {
  readonly passphrase: string;
  /** Of the sending that the word began. */
  readonly token?: string;
}

function Closed({ agency }: { readonly agency: string }) {
  const t = useWords("links");
  return (
    <OutsideFrame agency={agency} head={t("outside.head")} title={t("outside.closed_title")}>
      <h1 className="mb-4 text-title">{t("outside.closed_title")}</h1>
      <div role="alert">
        <Banner look="warn">
          <p>{t("outside.closed")}</p>
          <p className="mt-2">{t("outside.closed_safe")}</p>
        </Banner>
      </div>
    </OutsideFrame>
  );
}
