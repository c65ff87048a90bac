/**
 * `/shared#secret`: where an address of a share link is opened. The secret rides in the fragment, which no server or
 * log sees, is taken out of the address at once, and is exchanged by POST. Whoever has an account goes on in the
 * drive; whoever has none is shown the thing by itself.
 */
import { lazy, Suspense, useEffect, useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { addressOf } from "../drive/addresses";
import { isProblem } from "../kernel/problem";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { OutsideFrame } from "../outside/OutsideFrame";
import { lookAtShared, openShared, sharedAddress, type ShareCard } from "../outside/shared";
import { SharedClosed } from "../outside/SharedFrame";
import { useMeQuery } from "../sessions/me";
import { lastMoment, wordDayFull } from "../ui/dates";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { AskForWord } from "./AskForWord";

const SignInPage = lazy(async () => ({ default: (await import("../sessions/SignInPage")).SignInPage }));

function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (secret !== "") history.replaceState(history.state, "", location.pathname);
  return secret;
}

export function SharedLinkPage() {
  const t = useWords("links");
  const [secret] = useState(takeSecret);
  const [card, setCard] = useState<ShareCard>();
  const [trouble, setTrouble] = useState<unknown>();
  const [isClosed, setClosed] = useState(secret === "");
  const { data: me } = useMeQuery();
  const enter = useEntering();
  const refuse = (error: unknown) => (isProblem(error, "link_closed") ? setClosed(true) : setTrouble(error));
  const ask = async () => {
    setTrouble(undefined);
    try {
      const found = await lookAtShared(secret);
      if (found.thing !== null && found.kind !== null) enter.go(found.kind, found.thing, true);
      else if (!found.needs_sign_in && !found.has_passphrase) await enter.open(secret, "");
      else setCard(found);
    } catch (error) {
      refuse(error);
    }
  };
  const who = me === undefined ? undefined : (me?.person.id ?? null);
  useEffect(() => {
    // Once it is known who asks, and again after they have signed in.
    if (secret !== "" && who !== undefined) void ask();
  }, [secret, who]);
  if (isClosed) return <SharedClosed agency={card?.agency ?? ""} />;
  if (trouble !== undefined || card === undefined) {
    return (
      <OutsideFrame agency={card?.agency ?? ""} head={t("shared.head")} title={t("shared.head")}>
        {trouble === undefined ? <SkeletonRows count={4} /> : <ErrorState title={t("shared.trouble")} error={trouble} onRetry={() => void ask()} />}
      </OutsideFrame>
    );
  }
  if (card.needs_sign_in) {
    return (
      <Suspense>
        <SignInPage />
      </Suspense>
    );
  }
  return <Word card={card} onWord={(word) => enter.open(secret, word)} onClosed={() => setClosed(true)} />;
}

/** Into the drive for a person; otherwise to where the thing stands by itself. The page of the secret is left behind. */
function useEntering() {
  const navigate = useNavigate();
  const go = (kind: string, id: string, isPerson: boolean) =>
    void navigate({ to: isPerson ? addressOf(kind, id) : sharedAddress(kind, id), replace: true });
  const open = async (secret: string, passphrase: string) => {
    const { thing, kind, as_person: isPerson } = await openShared(secret, passphrase);
    go(kind, thing, isPerson);
  };
  return { go, open };
}

function Word({ card, onWord, onClosed }: { readonly card: ShareCard; readonly onWord: (word: string) => Promise<void>; readonly onClosed: () => void }) {
  const t = useWords("links");
  const style = usePreferences();
  const name = card.asker === null ? card.agency : style.language === "en" ? card.asker.english : card.asker.name;
  return (
    <AskForWord
      agency={card.agency}
      head={t("shared.head")}
      title={t("shared.word_title")}
      hint={t("shared.word_hint", { name })}
      act={t("shared.word_go")}
      onWord={onWord}
      onClosed={onClosed}
    >
      <p className="text-second text-mute">{t("shared.from", { name })}</p>
      <h1 className="text-title">{t("shared.word_title")}</h1>
      {card.ends_at !== null && <p>{t("outside.until", { day: wordDayFull(lastMoment(card.ends_at), style) })}</p>}
    </AskForWord>
  );
}
