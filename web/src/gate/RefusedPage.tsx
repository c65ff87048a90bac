/** Explained 403: which side is short (person, device, place, rule), what would help, and the number to quote. */
import { CircleCheck, CircleX } from "lucide-react";
import type { Problem, Reason } from "../kernel/problem";
import { getWord, useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import i18next from "i18next";

export function RefusedPage({ problem, name }: { readonly problem: Problem; readonly name?: string }) {
  const t = useWords("gate");
  const shell = useWords("shell");
  return (
    <div className="max-w-180 px-10 py-10 max-desk:px-4 max-desk:py-6">
      <title>{shell("title", { page: t("refused.title") })}</title>
      {name && <p className="text-second text-mute">{name}</p>}
      <h1 className="text-title">{t("refused.title")}</h1>
      <p className="mt-2">{t("refused.text")}</p>
      {problem.reasons.length > 0 && <Reasons reasons={problem.reasons} />}
      {problem.decision && <p className="mt-6 text-second text-mute">{t("refused.decision", { decision: problem.decision })}</p>}
    </div>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useWords("gate");
  return (
    <ul className="edge-line mt-6 overflow-hidden rounded-card">
      {reasons.map((reason, index) => (
        <li key={index} className={`edge-hair-b flex items-center gap-4 px-5 py-3 last:border-0 ${reason.is_met ? "" : "bg-err-ground"}`}>
          <Icon of={reason.is_met ? CircleCheck : CircleX} size={24} className={reason.is_met ? "text-ok" : "text-err"} />
          <span className={`min-w-0 flex-1 ${reason.is_met ? "" : "font-bold"}`}>{wordReason(reason)}</span>
          <span className={reason.is_met ? "text-second text-mute" : "text-second font-bold text-err"}>
            {t(reason.is_met ? "refused.met" : "refused.short")}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A rule this page has no words for is named by its code: an administrator can find it by that. */
export function wordReason(reason: Reason): string {
  const key = `reasons.${reason.code}`;
  if (i18next.exists(key, { ns: "gate" })) return getWord("gate", key, { ...reason.params });
  return getWord("gate", "reasons.other", { code: reason.code });
}
