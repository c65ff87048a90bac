/** A black bar while the server is away: what is safe, how much waits, since when, and a button to try now. */
import { useEffect } from "react";
import { RotateCw, WifiOff } from "lucide-react";
import { askAgain, useConnection } from "../kernel/connection";
import { getWord, useWords } from "../kernel/words";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { wordClock } from "../ui/dates";
import { Icon } from "../ui/Icon";

export function OfflineBar() {
  const t = useWords("shell");
  const { isOnline, since, unsentCharacters } = useConnection();
  useEffect(() => {
    if (!isOnline) announce(getWord("shell", "offline.title"), "assertive");
  }, [isOnline]);
  if (isOnline) return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 bg-bar px-6 py-2 text-on-bar max-desk:px-4">
      <Icon of={WifiOff} />
      <strong>{t("offline.title")}</strong>
      <span>{t("offline.text")}</span>
      <span className="ml-auto text-second">
        {unsentCharacters > 0 && `${t("offline.unsent", { count: unsentCharacters })}・`}
        {since !== null && t("offline.since", { time: wordClock(new Date(since)) })}
      </span>
      <Button look="onbar" icon={RotateCw} onPress={() => void askAgain()}>
        {t("offline.again")}
      </Button>
    </div>
  );
}
