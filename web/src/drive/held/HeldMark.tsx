/** The mark of a file that nobody may open yet, in a row of a list: it waits for the virus check, or something was found. */
import { ShieldAlert, ShieldQuestionMark } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Chip } from "../../ui/Chip";
import type { Held } from "../shapes";

export function HeldChip({ held }: { readonly held: Held }) {
  const t = useWords("scanning");
  const isFound = held.why === "found";
  return (
    <span title={t(`title.${held.why}`, { virus: held.virus })}>
      <Chip look={isFound ? "err" : held.why === "waits" ? "plain" : "warn"} icon={isFound ? ShieldAlert : ShieldQuestionMark}>
        {t(`mark.${held.why}`)}
      </Chip>
    </span>
  );
}
