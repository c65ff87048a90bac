/** Who asks for what, until when. */
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { lastMoment, wordDayFull } from "../ui/dates";
import type { Card } from "./holding";

export function CardHead({ card }: { readonly card: Card }) {
  const t = useWords("links");
  const style = usePreferences();
  return (
    <>
      <p className="text-second text-mute">{t("outside.asks", { name: wordAsker(card, style.language) })}</p>
      <h1 className="text-title wrap-anywhere">{card.subject}</h1>
      <p>{t("outside.until", { day: wordDayFull(lastMoment(card.ends_at), style) })}</p>
      {card.note !== "" && <p className="edge-line mt-3 rounded-field bg-sub px-4 py-3 whitespace-pre-wrap">{card.note}</p>}
    </>
  );
}

/** 契約管理課, Contract Management Section, or the city where no section asks. */
export function wordAsker({ agency, asker }: Card, language: string): string {
  if (asker === null) return agency;
  return language === "en" ? asker.english : asker.name;
}
